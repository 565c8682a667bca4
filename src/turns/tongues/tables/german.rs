//! German.

use super::super::Cue::*;
use super::Tongue;

pub(super) const DE: Tongue = Tongue {
    code: "de",
    common: "und|der|die|das|ist|nicht|ich|wir|auch|ein|eine|mit|sie|es|auf|dass|für|wie|aber|von",
    opens: &[
        (
            Greets,
            "hallo|hi|hey|guten tag|schönen guten tag|guten morgen|guten abend|schönen guten morgen|schönen guten abend|\
            grüß gott|grüß dich|grüße|moin|servus|willkommen|herzlich willkommen|freut mich",
        ),
        (
            AsksFirst,
            "wie|was|warum|wieso|weshalb|wann|wo|wer|wen|wem|wessen|welche|welcher|welches|welchen|welchem|woher|wohin|\
            worum|wofür|woran|worin|wodurch|womit|wovon|worauf|inwiefern|inwieweit|gibt es|haben sie|hast du|habt ihr|sind sie|\
            bist du|seid ihr|können sie|kannst du|könnt ihr|könnten sie|könntest du|würden sie|würdest du|würdet ihr|glauben sie|\
            glaubst du|meinen sie|meinst du|sehen sie|siehst du|wollen sie|willst du|wollt ihr|wollten sie|müssen sie|musst du|\
            machen sie|machst du|macht ihr|war das|ist das|kann man|muss man|hat das|hat sich|gehen sie|gehst du|finden sie|\
            findest du|denken sie|denkst du|wissen sie|weißt du|erinnerst du|erinnern sie|darf ich|in welche|in welcher|\
            auf welche|an welche|seit wann|von welchen|wird es|werden sie|wirst du|werdet ihr|welch",
        ),
        (
            Invites,
            "erzähl|erzähle|erzählen sie|erzählt|beschreib|beschreibe|beschreiben sie|beschreibt|sag|sag mal|sagen sie|\
            erklär|erkläre|erklären sie|schildern sie|schildere|nimm uns|nehmen sie uns|lass uns|lassen sie uns|kommen wir|\
            gehen wir|sprechen wir|reden wir|stell|stellen sie|stellt|verrate|verraten sie|verratet|nenne|nennen sie|\
            bitte stell|bitte erzähl|vielleicht können sie|vielleicht kannst du|schauen wir|bleiben wir|blicken wir|fangen wir",
        ),
        (
            YouFirst,
            "du|sie haben|sie sind|sie sagen|sie waren|sie hatten|ihr|dein|deine|deinen|deiner|deinem|euer|eure|euren|\
            eurer|eurem|ihre|ihr neues|bei dir|bei euch|bei ihnen|für dich|für euch|für sie|in deinem|in deiner|in eurem|\
            auf deinem|auf deiner|auf eurem|mit deinem|mit eurem|dich|dir|euch|hast|habt|bist|seid|kannst|könnt",
        ),
        (
            Yes,
            "ja|jein|genau|stimmt|natürlich|absolut|definitiv|auf jeden fall|sicher|sicherlich|klar|na klar|doch|richtig|gerne|\
            sehr gerne|aber gerne|selbstverständlich|unbedingt|das stimmt|das ist richtig|in der tat|tatsächlich",
        ),
        (
            No,
            "nein|nee|nö|ne|nicht wirklich|eigentlich nicht|überhaupt nicht|auf keinen fall|leider nein|noch nicht",
        ),
        (
            Opines,
            "ich glaube|ich denke|ich finde|ich würde sagen|ich meine|ich hoffe|ich persönlich|ich weiß nicht|meiner meinung|\
            meines erachtens|für mich|aus meiner sicht|wir glauben|wir denken|wir finden|wir hoffen|das glaube ich|ich habe|ich bin|\
            ich war|ich hatte|ich würde|ich kann",
        ),
        (IFirst, "ich|mein|meine|meinen|meiner|mich|mir"),
        (WeFirst, "wir|unser|unsere|unseren|unserer|uns"),
        (
            Reacts,
            "okay|ok|alles klar|verstehe|interessant|spannend|super|toll|cool|wow|mhm|aha|ah|oh|ach|ach so|gut|schön|sehr schön|\
            sehr gut|prima|klasse|großartig|krass|wahnsinn|das klingt|klingt|das ist ja",
        ),
        (
            Thanks,
            "danke|vielen dank|herzlichen dank|ich danke|besten dank|tausend dank|wir danken|lieben dank|danke dir|danke ihnen",
        ),
        (And, "und|oder|sowie"),
        (But, "aber|doch|jedoch|allerdings|trotzdem|nur|sondern"),
        (So, "also|dann|so|das heißt|heißt das|noch mal|nochmal"),
        (Now, "jetzt|nun"),
        (Well, "na|naja|na ja|tja|nun ja|nun gut"),
        (Because, "weil|denn|da|deshalb|deswegen|daher|darum"),
        (ThatFirst, "das|dies|dieser|diese|dieses|es|da|darüber|daran|dabei|dazu"),
        (TheyFirst, "er|sie|man|die|der|den|einige|viele|manche"),
    ],
    holds: &[
        (
            ThanksGuest,
            "danke für das gespräch|danke für ihre|danke für deine|danke für eure|danke für die zeit|dank für das gespräch|\
            dank für ihre|dank für deine|dank für eure|dank für das interview|danke für das interview|danke ihnen|danke dir|die zeit nimmst|\
            die zeit nehmen|die zeit nehmt|zeit genommen|dass du dir|dass ihr euch|dass sie sich|schön dass sie|schön dass du|\
            dass du da bist|dass sie da sind|alles gute",
        ),
        (
            ThanksHost,
            "danke für die einladung|dank für die einladung|für die einladung|für dein interesse|für euer interesse|für ihr interesse|\
            hier zu sein|hier sein|danke für die fragen|für die unterstützung|danke dass ich",
        ),
        (
            Introduces,
            "zu gast|mein gast|unser gast|spreche ich mit|sprechen wir mit|sprechen mit|im gespräch mit|im studio|am telefon|\
            willkommen|verbunden mit|begrüße|darüber möchte ich|darüber wollen wir|mein name ist|unseren gast|heutigen gast|heute bei uns",
        ),
        (
            You,
            "du|dich|dir|dein|deine|deinen|deiner|deinem|deines|euch|euer|eure|euren|eurer|eurem|hast|habt|bist|seid",
        ),
        (
            Formal,
            "sie|ihnen|ihr|ihre|ihren|ihrer|ihrem|du|dich|dir|euch|dein|deine|deinen|deiner|deinem|eure|euer|euren|eurer|eurem",
        ),
        (I, "ich|mich|mir|mein|meine|meinen|meiner|meinem"),
        (We, "wir|uns|unser|unsere|unseren|unserer|unserem"),
        (
            YouSaid,
            "du hast gesagt|sie haben gesagt|sie gesagt haben|du gesagt hast|haben sie gesagt|hast du gesagt|du sagtest|sie sagten|\
            du hast erwähnt|sie haben erwähnt|hast du erwähnt|haben sie erwähnt|du erwähnt|sie erwähnt|angesprochen|du sagst|sie sagen|\
            sagst du|hast du erzählt|du erzählt|sie erzählt|du schreibst|sie schreiben|du beschreibst",
        ),
        (
            AsksAbout,
            "frage|nachfrage|fragen|nachfragen|stichwort|interessieren|interessiert|würde mich|frage mich|wissen sie|neugierig|gefragt",
        ),
        (
            Hedges,
            "sozusagen|quasi|halt|irgendwie|eben|eigentlich|sag ich mal|glaube ich|denke ich|ja auch|natürlich|einfach",
        ),
        (
            Past,
            "war|hatte|waren|hatten|wurde|wurden|habe|haben|gab|kam|ging|wollte|konnte|damals|früher",
        ),
        (
            GoodQuestion,
            "gute frage|schwierige frage|spannende frage|interessante frage|ihre frage|deine frage|eure frage|der frage",
        ),
        (
            Praises,
            "gratulation|glückwunsch|herzlichen glückwunsch|gratuliere|beeindruckt|fantastisch|großartig|wunderbar|fasziniert",
        ),
        (
            Closes,
            "zum schluss|zum abschluss|abschließend|letzte frage|zu guter letzt|letzten worte|alles gute|bis zum nächsten|auf wiedersehen|\
            tschüss|bis bald|auf wiederhören",
        ),
        (Third, "er ist|sie ist|ist er|ist sie|er hat"),
        (Tag, "oder|nicht wahr|richtig|ne|nicht|stimmt's"),
        (
            Host,
            "hörerinnen|hörer|zuhörer|zuschauer|leserinnen|leser|podcast|folge|sendung|ausgabe|unsere hörer",
        ),
    ],
    asks_within: (
        "wie|was|warum|wieso|weshalb|wann|wo|wen|wem|woher|wohin|worum|wofür|woran|worin|womit|wovon|worauf|inwiefern|inwieweit",
        "ist|sind|war|waren|hat|haben|hatte|hatten|habt|hast|bin|bist|seid|wird|werden|wirst|wurde|wurden|würde|würden|würdest|kann|\
            können|kannst|könnt|könnte|könnten|konnte|konnten|muss|müssen|musst|soll|sollen|sollte|will|willst|wollen|darf|macht|machen|\
            machst|geht|gehen|gehst|kommt|kommst|heißt|bedeutet|sieht|sehen|siehst|gibt|gab|steht|läuft|passiert|sagen|sagst|\
            glauben|glaubst|denken|denkst|meinen|meinst|finden|findest|wissen|weißt|braucht|bleibt|liegt",
    ),
};
