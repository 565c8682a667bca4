//! French, Spanish, Italian, Portuguese and Dutch.

use super::super::Cue::*;
use super::Tongue;

pub(super) const FR: Tongue = Tongue {
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
        (So, "donc|alors|ensuite|du coup"),
        (Now, "maintenant|aujourd'hui"),
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
    asks_within: ("", ""),
};

pub(super) const ES: Tongue = Tongue {
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
        (So, "entonces|luego|así que"),
        (Now, "ahora|ahora bien|hoy"),
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
    asks_within: ("", ""),
};

pub(super) const IT: Tongue = Tongue {
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
        (So, "quindi|allora|poi"),
        (Now, "adesso|ora|oggi"),
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
    asks_within: ("", ""),
};

pub(super) const PT: Tongue = Tongue {
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
        (So, "então|depois|portanto"),
        (Now, "agora|hoje"),
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
    asks_within: ("", ""),
};

pub(super) const NL: Tongue = Tongue {
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
        (So, "dus|dan|toen"),
        (Now, "nu|vandaag"),
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
    asks_within: (
        "wat|hoe|waarom|wanneer|waar|hoezo|waarvoor|waarmee",
        "is|zijn|was|waren|heeft|hebben|heb|hebt|had|hadden|wordt|worden|werd|kan|kun|kunnen|kon|moet|moeten|mag|wil|willen|zou|zouden|\
            zal|gaat|gaan|ga|doe|doet|doen|komt|betekent|ziet|zie|denk|denkt|vind|vindt|weet",
    ),
};
