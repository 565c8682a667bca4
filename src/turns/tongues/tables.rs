//! The tables: phrases in lower case, `|` between them, by language and by what they tell.

use super::Cue::{self, *};

/// One language.
pub(super) struct Tongue {
    /// ISO 639-1.
    pub(super) code: &'static str,
    /// Its most common words, by which it is told from the others.
    pub(super) common: &'static str,
    /// Phrases that tell something at the beginning of a line or sentence.
    pub(super) opens: &'static [(Cue, &'static str)],
    /// Phrases that tell something anywhere.
    pub(super) holds: &'static [(Cue, &'static str)],
}

/// What listeners say while another speaks, in all languages.
pub(super) const LISTENING: &str = "mhm|hm|hmm|mm|mmm|mhmm|uh|huh|hum|ah|aha|oh|ja|jaja|genau|okay|ok|ach|so|achso|stimmt|klar|richtig|\
    verstehe|krass|right|yeah|yes|yep|yup|sure|wow|exactly|i|see|gotcha|totally|absolutely|cool|nice|oui|d'accord|voilà|sì|sí|\
    claro|vale|certo|hè|precies|sim|é|pois|né|ecco|esatto|nee|no|inderdaad";

/// All languages with a table.
pub(super) const TONGUES: [Tongue; 7] = [DE, EN, FR, ES, IT, PT, NL];

const DE: Tongue = Tongue {
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
        (So, "also|dann|jetzt|nun|so|das heißt|heißt das|noch mal|nochmal"),
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
};

const EN: Tongue = Tongue {
    code: "en",
    common: "the|and|of|to|that|is|it|was|you|i|we|this|for|what|with|are|have|not|be|they",
    opens: &[
        (
            Greets,
            "hello|hi|hey|good morning|good afternoon|good evening|welcome|greetings|nice to meet|good to see|great to see",
        ),
        (
            AsksFirst,
            "what|what's|how|how's|why|when|where|who|who's|which|whose|do you|did you|are you|have you|can you|could you|would you|\
            will you|were you|had you|is it|is there|is that|was it|was there|was that|are there|are these|does it|does that|did it|do they|\
            does|did|is this|should|any|in what|at what|to what|for what|from what|what're|how'd|what'd|is he|is she|were there|where's|has it|has",
        ),
        (
            Invites,
            "tell me|tell us|talk about|talk to me|talk to us|talk us|walk me|walk us|give us|give me|describe|explain|take us|take me|let's|\
            share|help us|help me|say more|remind|speak to|bring us|could you tell|can you tell|please|maybe you|introduce|unpack",
        ),
        (
            YouFirst,
            "you|you've|you're|you'd|your|you were|you have|for you|with your|in your|on your|did you",
        ),
        (
            Yes,
            "yes|yeah|yep|yup|sure|exactly|absolutely|definitely|of course|totally|correct|true|indeed|that's right|right|certainly|100%|for sure|\
            that's true|you're right|no doubt",
        ),
        (No, "no|nope|nah|not really|never|not yet|not at all|no not"),
        (
            Opines,
            "i think|i guess|i believe|i feel|i would say|i'd say|i mean|in my|for me|to me|personally|i don't know|i don't think|i hope|\
            we think|we believe|honestly|i suppose|i was|i had|i've|i started|i am|i have",
        ),
        (IFirst, "i|i'm|i've|i'd|i'll|my|me"),
        (WeFirst, "we|we're|we've|we'd|our|us"),
        (
            Reacts,
            "okay|ok|alright|all right|got it|i see|nice|awesome|amazing|gotcha|that's awesome|that's amazing|that makes sense|makes sense|\
            love it|oh wow|wow|great|cool|interesting|fascinating|that's great|that's so|that's a|that's cool|oh|mm|mhm|hmm|huh|fair enough|\
            i love|very cool|excellent|perfect|wonderful|fantastic|that sounds|sounds",
        ),
        (
            Thanks,
            "thank you|thanks|many thanks|thank you so much|i appreciate|we appreciate|appreciate",
        ),
        (And, "and|or|plus"),
        (But, "but|however|although|though|yet"),
        (So, "so|then|now|okay so|alright so|all right so|next"),
        (Well, "well|um|uh|oh"),
        (Because, "because|cause|'cause|since|that's why|therefore"),
        (ThatFirst, "that|that's|this|this is|these|those|it|it's|there's|there"),
        (
            TheyFirst,
            "he|she|they|he's|she's|they're|people|some|most|everyone|the",
        ),
    ],
    holds: &[
        (
            ThanksGuest,
            "for joining|for coming on|for being here|for taking the time|for taking time|for your time|for talking|for chatting|thanks for doing|\
            for sharing|for coming|for being on|for being with|great having you|good to have you|to have you|glad you're here|thank you for being|\
            for speaking with|having you on|excited to have",
        ),
        (
            ThanksHost,
            "for having me|for having us|for inviting|glad to be|happy to be|great to be|excited to be|good to be|pleasure to be|for the invitation|\
            for your interest|honored to be|thrilled to be|to be here|for the kind words|for the opportunity|thanks for asking|pleasure",
        ),
        (
            Introduces,
            "my guest|our guest|today's guest|joined by|joining us|joining me|welcome to|welcome back|i'm here with|we're here with|today we|\
            today i|on the show|this episode|today's episode|i'm your host|on today's|please welcome|our next guest",
        ),
        (You, "you|your|you're|you've|you'd|yours|yourself|you'll"),
        (I, "i|i'm|i've|i'd|my|me|myself"),
        (We, "we|we're|we've|our|us|we'd"),
        (
            YouSaid,
            "you mentioned|you said|you talked about|you wrote|you've written|you've said|you were saying|you told|you've talked|you mention|\
            you describe|you've mentioned|as you say|you just said|you spoke about|you've described|you were talking|i read|i saw|i noticed|i heard",
        ),
        (
            AsksAbout,
            "question|questions|wondering|curious|wonder|ask you|i'd love to|love to hear|love to know|want to ask|ask about|i want to talk|to talk about|\
            interested in|let's talk|move on|shift",
        ),
        (
            Hedges,
            "you know|sort of|kind of|i mean|like|basically|actually|stuff|just|really",
        ),
        (
            Past,
            "was|were|had|went|got|did|started|came|used to|ended up|thought|realized|back then",
        ),
        (
            GoodQuestion,
            "good question|great question|interesting question|hard question|tough question|your question|that question",
        ),
        (
            Praises,
            "congratulations|congrats|impressive|impressed|big fan|fascinated|i love how|i love that|incredible",
        ),
        (
            Closes,
            "last question|final question|before we|wrap up|one last|finally|to close|in closing|any last|lightning round|closing|where can people|\
            where can folks|bye|goodbye|see you",
        ),
        (Third, "he is|he's|she is|she's|is the author|is a|is the"),
        (Tag, "right|correct|isn't it|yeah|no|huh|or"),
        (
            Host,
            "listeners|audience|podcast|episode|the show|our sponsors|sponsor|folks listening|listening|tune in|show notes|sponsored",
        ),
    ],
};

const FR: Tongue = Tongue {
    code: "fr",
    common: "le|la|les|et|de|des|est|que|un|une|pas|pour|je|vous|nous|dans|c'est|qui|sur|avec",
    opens: &[
        (Greets, "bonjour|bonsoir|salut|bienvenue|enchanté"),
        (
            AsksFirst,
            "comment|pourquoi|quand|où|qui|que|quoi|quel|quelle|quels|quelles|combien|est-ce|qu'est|avez-vous|êtes-vous|pouvez-vous|pensez-vous|\
            as-tu|es-tu|peux-tu|y a-t-il|diriez-vous|croyez-vous|à quel|de quelle|en quoi|qu'en|voulez-vous",
        ),
        (
            Invites,
            "racontez|raconte|parlez|parle|décrivez|dites|dis|expliquez|explique|parlons|présentez|présente|revenons|passons",
        ),
        (YouFirst, "vous|tu|votre|vos|ton|ta|tes"),
        (
            Yes,
            "oui|exactement|tout à fait|bien sûr|absolument|effectivement|évidemment|voilà|c'est vrai|si",
        ),
        (No, "non|pas vraiment|pas du tout|jamais"),
        (
            Opines,
            "je pense|je crois|je trouve|je dirais|à mon avis|pour moi|selon moi|personnellement|on pense",
        ),
        (IFirst, "je|j'ai|j'étais|mon|ma|mes|moi"),
        (WeFirst, "nous|on|notre|nos"),
        (
            Reacts,
            "d'accord|ok|très bien|intéressant|super|ah|génial|parfait|bien|je vois",
        ),
        (Thanks, "merci|je vous remercie|je te remercie"),
        (And, "et|ou"),
        (But, "mais|pourtant|cependant"),
        (So, "donc|alors|maintenant|ensuite|du coup"),
        (Well, "eh bien|ben|bah|bon"),
        (Because, "parce|car"),
        (ThatFirst, "c'est|ça|cela|ce|il y a"),
        (TheyFirst, "il|elle|ils|elles|les|le|la"),
    ],
    holds: &[
        (
            ThanksGuest,
            "d'être avec nous|d'avoir accepté|d'avoir répondu|pour votre temps|merci à vous|pour cet entretien",
        ),
        (
            ThanksHost,
            "pour l'invitation|de m'avoir invité|de m'avoir|de votre invitation|d'être ici",
        ),
        (
            Introduces,
            "mon invité|notre invité|invitée|avec nous|nous recevons|je reçois|aujourd'hui nous|bienvenue",
        ),
        (You, "vous|votre|vos|tu|toi|ton|ta|tes"),
        (I, "je|j'ai|moi|mon|ma|mes|m'a"),
        (We, "nous|notre|nos|on"),
        (
            YouSaid,
            "vous avez dit|vous dites|vous disiez|tu disais|vous parlez|vous évoquez|vous avez évoqué",
        ),
        (AsksAbout, "question|questions|demander|savoir|curieux"),
        (Hedges, "quoi|en fait|voilà|un peu|disons"),
        (Past, "était|étais|avait|avais|étaient|avons|j'ai"),
        (GoodQuestion, "bonne question|votre question"),
        (Praises, "félicitations|bravo"),
        (Closes, "pour finir|pour conclure|dernière question|au revoir"),
        (Tag, "non|n'est-ce pas|hein"),
        (Host, "auditeurs|lecteurs|émission|podcast|épisode"),
    ],
};

const ES: Tongue = Tongue {
    code: "es",
    common: "el|la|los|las|y|que|en|es|no|un|una|por|con|para|se|lo|como|más|pero|yo",
    opens: &[
        (
            Greets,
            "hola|buenos días|buenas tardes|buenas noches|bienvenido|bienvenida|mucho gusto|buenas",
        ),
        (
            AsksFirst,
            "qué|cómo|cuándo|dónde|quién|quiénes|cuál|cuáles|cuánto|cuánta|cuántos|por qué|para qué|en qué|de qué|a qué|con qué|hay|cree|crees|\
            tienes|tiene|puedes|puede|podrías|podría|has|ha|eres|es usted|te parece|le parece|considera|consideras|piensas|qué tan|desde",
        ),
        (
            Invites,
            "cuéntame|cuéntanos|cuénteme|cuéntenos|háblame|háblanos|hábleme|háblenos|dime|dinos|díganos|dígame|describe|explícanos|explícame|\
            platícanos|platícame|pasemos|hablemos|imagina|me gustaría|te invito|visualiza",
        ),
        (YouFirst, "tú|usted|tu|su|ustedes|has"),
        (
            Yes,
            "sí|claro|exacto|exactamente|por supuesto|desde luego|efectivamente|correcto|así es|totalmente|definitivamente|bueno sí",
        ),
        (No, "no|nunca|para nada|no mucho|en absoluto"),
        (
            Opines,
            "yo creo|creo|yo pienso|pienso|me parece|en mi opinión|para mí|yo diría|diría|considero|yo considero|a mí me|yo siento|siento",
        ),
        (IFirst, "yo|mi|mis|me|a mí"),
        (WeFirst, "nosotros|nuestro|nuestra|nos"),
        (
            Reacts,
            "muy bien|ok|vale|interesante|qué bien|perfecto|excelente|ah|genial|de acuerdo|qué interesante|bien|súper",
        ),
        (
            Thanks,
            "gracias|muchas gracias|te agradezco|le agradezco|muchísimas gracias",
        ),
        (And, "y|o"),
        (But, "pero|sin embargo|aunque"),
        (So, "entonces|ahora|ahora bien|luego|así que"),
        (Well, "bueno|pues|este|mira|mire|eh"),
        (Because, "porque|ya que"),
        (ThatFirst, "eso|esto|es|este|esta"),
        (TheyFirst, "él|ella|ellos|el|la|los|las"),
    ],
    holds: &[
        (
            ThanksGuest,
            "gracias por tu|gracias por su|por tu tiempo|por su tiempo|por acompañarnos|por compartir|por aceptar|placer conversar|por estar",
        ),
        (
            ThanksHost,
            "por la invitación|por invitarme|gracias por invitar|gracias a ti|gracias a ustedes|por la oportunidad",
        ),
        (
            Introduces,
            "nuestro invitado|mi invitado|nuestra invitada|nos acompaña|está con nosotros|hoy tenemos|bienvenido|esta entrevista",
        ),
        (You, "tú|usted|tu|tus|te|ti|contigo|ustedes"),
        (I, "yo|mi|mis|me|mí|conmigo"),
        (We, "nosotros|nuestro|nuestra|nuestros|nos"),
        (
            YouSaid,
            "has dicho|dijiste|mencionaste|mencionas|comentas|comentabas|usted dijo|decías|dices|mencionabas",
        ),
        (AsksAbout, "pregunta|preguntas|preguntar|preguntarte|curiosidad|saber"),
        (Hedges, "digamos|o sea|pues|como que|verdad"),
        (Past, "era|estaba|había|fue|tenía|estuve|fui|éramos"),
        (GoodQuestion, "buena pregunta|tu pregunta|su pregunta"),
        (Praises, "felicidades|enhorabuena|felicitaciones"),
        (
            Closes,
            "para terminar|para cerrar|última pregunta|finalmente|para concluir|hasta luego",
        ),
        (Tag, "verdad|no|cierto"),
        (Host, "oyentes|programa|podcast|episodio|audiencia"),
    ],
};

const IT: Tongue = Tongue {
    code: "it",
    common: "il|la|che|di|e|è|un|una|non|per|con|sono|del|della|mi|si|ma|le|anche|come",
    opens: &[
        (
            Greets,
            "ciao|buongiorno|buonasera|salve|benvenuto|benvenuta|buon pomeriggio",
        ),
        (
            AsksFirst,
            "come|cosa|che cosa|perché|quando|dove|chi|quale|quali|quanto|quanti|ha mai|hai|può|puoi|crede|credi|pensa|pensi|c'è|ci sono|in che|secondo lei|secondo te|qual",
        ),
        (
            Invites,
            "raccontaci|racconta|racconti|ci racconti|ci racconta|parlaci|ci parli|dicci|ci dica|descrivi|descriva|spieghi|parliamo|passiamo|torniamo",
        ),
        (YouFirst, "lei|tu|il suo|la sua|il tuo|la tua|voi"),
        (
            Yes,
            "sì|certo|esatto|esattamente|assolutamente|certamente|ovviamente|sicuramente|infatti",
        ),
        (No, "no|non proprio|mai|per niente"),
        (
            Opines,
            "penso|credo|io penso|io credo|secondo me|per me|direi|a mio|ritengo",
        ),
        (IFirst, "io|ho|il mio|la mia|sono"),
        (WeFirst, "noi|abbiamo|il nostro|la nostra"),
        (
            Reacts,
            "va bene|ok|bene|interessante|perfetto|bello|capisco|ah|molto bene",
        ),
        (Thanks, "grazie|la ringrazio|ti ringrazio"),
        (And, "e|ed|o"),
        (But, "ma|però"),
        (So, "quindi|allora|adesso|ora|poi"),
        (Well, "beh|mah|ecco|insomma"),
        (Because, "perché|siccome"),
        (ThatFirst, "questo|questa|quello|è|c'è"),
        (TheyFirst, "lui|loro|il|la|i|gli|le"),
    ],
    holds: &[
        (
            ThanksGuest,
            "per il suo tempo|per il tuo tempo|per essere qui|per averci|grazie a lei|per questa intervista",
        ),
        (ThanksHost, "per l'invito|per avermi|grazie a voi"),
        (Introduces, "nostro ospite|ospite|con noi|benvenuto|benvenuti"),
        (You, "lei|tu|tuo|tua|suo|sua|voi|vostro|ti"),
        (I, "io|mi|mio|mia|ho|sono"),
        (We, "noi|nostro|nostra|abbiamo|ci"),
        (YouSaid, "ha detto|hai detto|diceva|dicevi|ha parlato"),
        (AsksAbout, "domanda|domande|chiedere|chiederle|chiederti"),
        (Hedges, "diciamo|cioè|insomma|praticamente"),
        (Past, "era|ero|aveva|avevo|stato|stata"),
        (GoodQuestion, "bella domanda|buona domanda|sua domanda"),
        (Praises, "complimenti|congratulazioni"),
        (Closes, "per concludere|ultima domanda|per finire|arrivederci"),
        (Tag, "no|vero|giusto"),
        (Host, "ascoltatori|puntata|podcast|trasmissione"),
    ],
};

const PT: Tongue = Tongue {
    code: "pt",
    common: "o|os|e|que|de|não|um|uma|é|para|com|em|do|da|eu|mais|como|mas|você|isso",
    opens: &[
        (Greets, "olá|oi|bom dia|boa tarde|boa noite|bem-vindo|bem-vinda"),
        (
            AsksFirst,
            "o que|que|como|quando|onde|quem|qual|quais|quanto|quantos|por que|porque é|você|há|existe|acha|pode|poderia|tem|será|e como|de que",
        ),
        (
            Invites,
            "conte|conta|conte-nos|fale|fala|diga|diz|descreva|explique|vamos|nos conte|me conta|gostaria",
        ),
        (YouFirst, "você|tu|o senhor|a senhora|seu|sua|vocês"),
        (
            Yes,
            "sim|claro|exato|exatamente|com certeza|certamente|sem dúvida|pois|é verdade",
        ),
        (No, "não|nunca|de jeito nenhum|nem"),
        (
            Opines,
            "eu acho|acho|penso|eu penso|acredito|na minha|para mim|eu diria|creio",
        ),
        (IFirst, "eu|meu|minha|me"),
        (WeFirst, "nós|a gente|nosso|nossa"),
        (
            Reacts,
            "certo|ok|muito bem|interessante|legal|perfeito|ah|que bom|está bem",
        ),
        (Thanks, "obrigado|obrigada|muito obrigado|muito obrigada|agradeço"),
        (And, "e|ou"),
        (But, "mas|porém|no entanto"),
        (So, "então|agora|depois|portanto"),
        (Well, "bem|bom|olha|olhe|ora"),
        (Because, "porque|pois"),
        (ThatFirst, "isso|isto|esse|essa|é"),
        (TheyFirst, "ele|ela|eles|o|a|os|as"),
    ],
    holds: &[
        (
            ThanksGuest,
            "pelo seu tempo|pela sua|por estar|por ter aceitado|pela entrevista",
        ),
        (ThanksHost, "pelo convite|por me|obrigado eu|pela oportunidade"),
        (
            Introduces,
            "nosso convidado|nossa convidada|convidado|conosco|bem-vindo|está connosco",
        ),
        (You, "você|seu|sua|tu|teu|tua|vocês|senhor|senhora"),
        (I, "eu|meu|minha|me|mim"),
        (We, "nós|nosso|nossa|gente"),
        (YouSaid, "você disse|disse|mencionou|falou|dizia"),
        (AsksAbout, "pergunta|perguntas|perguntar|saber"),
        (Hedges, "digamos|tipo|né|assim|quer dizer"),
        (Past, "era|estava|tinha|foi|fui|havia"),
        (GoodQuestion, "boa pergunta|sua pergunta"),
        (Praises, "parabéns"),
        (Closes, "para terminar|última pergunta|para concluir|até logo"),
        (Tag, "não é|né|certo"),
        (Host, "ouvintes|programa|podcast|episódio"),
    ],
};

const NL: Tongue = Tongue {
    code: "nl",
    common: "de|het|een|en|van|ik|dat|is|niet|we|je|in|op|met|voor|zijn|maar|ook|er|wat",
    opens: &[
        (Greets, "hallo|hoi|goedemorgen|goedemiddag|goedenavond|welkom|dag"),
        (
            AsksFirst,
            "hoe|wat|waarom|wanneer|waar|wie|welke|welk|hoeveel|heb je|heeft u|ben je|bent u|kun je|kunt u|denk je|denkt u|vind je|vindt u|is dat|is er|zijn er|waarvan|waarmee|wil je|zou je",
        ),
        (
            Invites,
            "vertel|vertelt u|beschrijf|leg uit|zeg|noem|laten we|neem ons|kunnen we",
        ),
        (YouFirst, "je|u|jij|jullie|jouw|uw|je hebt|u heeft"),
        (
            Yes,
            "ja|jazeker|zeker|precies|inderdaad|natuurlijk|absoluut|klopt|dat klopt|uiteraard",
        ),
        (No, "nee|niet echt|nooit|helemaal niet|nog niet"),
        (
            Opines,
            "ik denk|ik vind|ik geloof|volgens mij|voor mij|ik zou|persoonlijk|naar mijn",
        ),
        (IFirst, "ik|mijn|mij"),
        (WeFirst, "wij|we|ons|onze"),
        (
            Reacts,
            "oké|ok|goed|mooi|interessant|leuk|ah|oh|prima|helder|duidelijk|bijzonder",
        ),
        (Thanks, "bedankt|dank|dank je|dank u|hartelijk dank|dankjewel"),
        (And, "en|of"),
        (But, "maar|toch|echter"),
        (So, "dus|dan|nu|toen"),
        (Well, "nou|nou ja|tja|kijk"),
        (Because, "omdat|want|daarom"),
        (ThatFirst, "dat|dit|het|deze|die"),
        (TheyFirst, "hij|zij|ze|de|men|sommige"),
    ],
    holds: &[
        (
            ThanksGuest,
            "voor je tijd|voor uw tijd|voor het gesprek|dat je er|dat u er|voor dit gesprek",
        ),
        (ThanksHost, "voor de uitnodiging|fijn om hier|leuk om hier"),
        (Introduces, "te gast|mijn gast|onze gast|welkom|vandaag praten"),
        (You, "je|jij|jou|jouw|u|uw|jullie"),
        (I, "ik|mij|mijn|me"),
        (We, "wij|we|ons|onze"),
        (YouSaid, "je zei|u zei|je zegt|u zegt|je noemde|u noemde|je vertelde"),
        (AsksAbout, "vraag|vragen|benieuwd|nieuwsgierig"),
        (Hedges, "eigenlijk|gewoon|zeg maar|een beetje|toch"),
        (Past, "was|had|waren|hadden|werd|ging"),
        (GoodQuestion, "goede vraag|uw vraag|je vraag"),
        (Praises, "gefeliciteerd|knap"),
        (Closes, "tot slot|laatste vraag|ten slotte|tot ziens"),
        (Tag, "toch|hè|nietwaar|of niet"),
        (Host, "luisteraars|aflevering|podcast|programma|lezers"),
    ],
};
