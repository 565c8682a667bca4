//! Words that stand before a name, and words that are none. No name of anybody is here.

use std::sync::LazyLock;

use crate::turns::tongues::{ByHash, lower_hash};

/// What the words before a name do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// `my name is`: the name is the speaker's own.
    Own,
    /// `I am`: the same, but what follows may be anything that somebody is.
    Perhaps,
    /// `your host`: the name is the speaker's own, and the speaker asks.
    Hosting,
    /// `hello`.
    Greets,
    /// `thank you`.
    Thanks,
    /// `welcome`: said by whoever asks.
    Welcomes,
    /// `my guest is`.
    Guest,
    /// `I am speaking with`: somebody is named, mostly the guest.
    Introduces,
    /// `so`: nothing but a beginning.
    Begins,
}

use Lead::*;

/// Words or phrases right before a name, in lower case, in German, English, French, Spanish, Italian, Portuguese and Dutch.
pub(super) const LEADS: &[(Lead, &str)] = &[
    (
        Own,
        "my name is|my name's|mein name ist|ich heiße|ich heisse|me llamo|mi nombre es|je m'appelle|mon nom est|mi chiamo|\
        il mio nome è|meu nome é|o meu nome é|chamo-me|me chamo|mijn naam is|ik heet",
    ),
    (
        Perhaps,
        "i'm|i am|ich bin|bin der|bin die|soy|je suis|sono|eu sou|sou o|sou a|ik ben",
    ),
    (
        Hosting,
        "your host|your hosts|your moderator|am mikrofon|am mikrofon ist|am mikro|ihr gastgeber|ihre gastgeberin|\
        euer gastgeber|eure gastgeberin|euer host|eure host|su anfitrión|su anfitriona|tu anfitrión|tu anfitriona|votre hôte|au micro|ai microfoni|al microfono|\
        aos microfones|ao microfone|uw gastheer|uw gastvrouw|je host|jouw host",
    ),
    (
        Greets,
        "hi|hello|hey|hi there|hey there|hello there|hej|good morning|good afternoon|good evening|dear|hallo|moin|servus|grüezi|grüß dich|\
        grüß sie|guten morgen|guten tag|guten abend|liebe|lieber|hola|buenos días|buenas tardes|buenas noches|querido|querida|estimado|estimada|bonjour|\
        bonsoir|salut|cher|chère|ciao|buongiorno|buonasera|salve|caro|cara|olá|oi|bom dia|boa tarde|boa noite|hoi|dag|goedemorgen|goedemiddag|goedenavond|beste",
    ),
    (
        Thanks,
        "thanks|thank you|thank you so much|thank you very much|thanks so much|thanks a lot|many thanks|danke|danke dir|danke ihnen|danke euch|vielen dank|vielen lieben dank|\
        herzlichen dank|besten dank|lieben dank|dankeschön|dank dir|sehr gerne|gracias|muchas gracias|muchísimas gracias|merci|merci beaucoup|grazie|grazie mille|\
        mille grazie|obrigado|obrigada|muito obrigado|muito obrigada|bedankt|dank je|dank u|dank je wel|dank u wel|dankjewel",
    ),
    (
        Welcomes,
        "welcome|welcome back|willkommen|herzlich willkommen|willkommen zurück|schön, dass du da bist|bienvenido|bienvenida|bienvenue|benvenuto|\
        benvenuta|ben tornato|bentornata|bem-vindo|bem-vinda|bem vindo|bem vinda|welkom|hartelijk welkom|please welcome",
    ),
    (
        Guest,
        "my guest is|our guest is|guest today is|today's guest is|guest this week is|my guest|our guest|today's guest|i bring you|joined by|joined today by|\
        joined once again by|i'm here with|we're here with|here today with|introduce you guys to|to introduce you to|mein gast ist|unser gast ist|zu gast ist|zu gast|mein gast|mein heutiger gast|meinem gast|unserem gast|unser gast|\
        meinen gast|unseren gast|meiner gästin|mein gast heute|gast ist heute|gast heute ist|mi invitado es|mi invitada es|mi invitado|mi invitada|nuestro invitado|\
        nuestra invitada|nuestro invitado es|nuestra invitada es|mon invité|mon invitée|notre invité|notre invitée|mon invité est|mon invitée est|notre invité est|notre invitée est|\
        il mio ospite è|la mia ospite è|il nostro ospite|la nostra ospite|nostro ospite è|nostra ospite è|o meu convidado|a minha convidada|\
        meu convidado|minha convidada|convidado é|convidada é|mijn gast is|onze gast is|mijn gast|onze gast|te gast|te gast is",
    ),
    (
        Introduces,
        "with|by|to|have|having|talk to|talked to|interviewing|welcoming|mit|begrüße|begrüßen|begrüße ich|begrüßen wir|spreche ich mit|namens|avec|reçois|\
        reçoit|con|com|met|ontvang|recibo|recibimos|ricevo|recebo",
    ),
    (
        Begins,
        "so|and|well|now|okay|ok|alright|all right|but|yes|yeah|no|oh|also|und|ja|nein|nun|gut|aber|so, und|y|bueno|sí|no|pues|et|alors|oui|donc|e|allora|sì|\
        então|sim|en|dus|nou|listen|look|right|entonces|ma|mas|maar|then",
    ),
];

/// Words that are written with a capital, stand where a name may, and are none.
const NO_NAMES: &str = "hey|hi|welcome|willkommen|herzlich|thank|thanks|moment|just|unlike|like|you're|we're|they're|that's|let's|\
    he's|she's|there's|what's|don't|good|great|my|dear|hola|gracias|merci|grazie|bonjour|perfecto|claro|bueno|\
    perfekt|super|interessant|spannend|schön|fabelhaft|i|i'm|i've|i'll|you|your|we|us|he|she|they|it|it's|its|our|\
    the|this|that|these|those|there|a|an|all|everyone|everybody|folks|guys|friends|ladies|gentlemen|listeners|\
    again|world|god|man|dude|sir|madam|team|today|lord|christ|jesus|what|how|why|when|where|who|if|in|on|of|at|\
    for|from|not|please|sorry|wow|cool|nice|sure|yep|nope|right|maybe|actually|honestly|du|dich|dir|dein|deine|\
    deinem|deinen|deiner|ihr|ihre|ihrem|ihren|ihrer|euch|euer|eure|eurem|euren|eurer|sie|ihnen|wir|uns|unser|\
    unsere|ich|mich|mir|mein|meine|er|es|der|die|das|den|dem|des|ein|eine|einen|einem|leute|freunde|welt|alle|\
    zusammen|mensch|mann|gott|himmel|damen|herren|hörer|hörerinnen|zuschauer|liebe|lieber|kinder|wie|was|wann|wo|\
    warum|wer|genau|klar|stimmt|richtig|bitte|genial|wahnsinn|yo|tú|usted|ustedes|él|ella|todos|todas|amigos|\
    amigas|señores|señoras|qué|cómo|dios|je|tu|vous|il|elle|nous|tous|toutes|amis|messieurs|mesdames|dieu|comment|\
    pourquoi|io|lei|lui|noi|voi|tutti|tutte|amici|signori|dio|come|perché|eu|você|vocês|ele|ela|nós|deus|como|ik|\
    jij|jullie|wij|hij|zij|iedereen|allemaal|mensen|heer|heren|dames|wat|hoe|waarom|monday|tuesday|wednesday|\
    thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|\
    december|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|juni|juli|oktober|\
    dezember|english|german|american|british|french|spanish|italian|dutch|european|christmas|dank|einladung|doch|\
    also|sicher|natürlich|leider|ach|tja|naja|nein|nun|ja|nee|gut|okay|hallo|danke|yes|no|well|now|then|so|and|\
    but|oh|ah|eh|um|uh|hm|hmm|mhm|exactly|absolutely|definitely|totally|sometimes|finally|first|second|obviously|\
    basically|unfortunately|yeah|podcast|show|interview|gespräch|folge|episode|programm|internet|mr|mrs|ms|dr";

/// Whether a word is none of anybody's names.
pub(super) fn is_no_name(word: &str) -> bool {
    // Asked of every capitalised word; that a name has the hash of one of these few hundred is as good as impossible.
    static WORDS: LazyLock<ByHash<()>> =
        LazyLock::new(|| ByHash::new(NO_NAMES.split('|').map(|word| (lower_hash(word), ()))));
    WORDS.of(lower_hash(word)).next().is_some()
}

/// What stands behind a title and is an office, not a name: `Mr. Chairman`. What is a common surname too is left out.
const OFFICES: &str = "chair|chairman|chairwoman|chairperson|president|speaker|secretary|minister|ambassador|mayor|governor|\
    senator|congressman|congresswoman|commissioner|director|prosecutor|moderator|doctor|\
    präsident|präsidentin|bundespräsident|bundeskanzler|bundeskanzlerin|kanzler|kanzlerin|ministerin|ministerpräsident|\
    ministerpräsidentin|bürgermeister|bürgermeisterin|oberbürgermeister|oberbürgermeisterin|vorsitzender|vorsitzende|\
    abgeordneter|abgeordnete|botschafter|botschafterin|direktor|direktorin|doktor|staatssekretär|staatssekretärin|\
    general|oberst|kapitän|pfarrer|pfarrerin|kollege|kollegin|nachbar|nachbarin|staatsanwalt|rechtsanwalt|\
    presidente|presidenta|ministro|ministra|alcalde|alcaldesa|embajador|embajadora|senadora|diputado|diputada|directora|\
    profesor|profesora|doctora|président|présidente|ministre|maire|directeur|directrice|sindaco|sindaca|avvocato|dottore|\
    dottoressa|professore|professoressa|senatore|senatrice|direttore|direttrice|senador|deputado|deputada|doutor|doutora|\
    voorzitter|burgemeester";

/// Whether a word behind a title is an office.
pub(super) fn is_office(word: &str) -> bool {
    let lower = word.to_lowercase();
    OFFICES.split('|').any(|office| office == lower)
}

/// What a guest thanks for, and only a guest.
pub(super) const THANKS_HOST: &str = "having me|having us|inviting me|inviting us|the invitation|the invite|to be here|to be on|have me on|\
    die einladung|deine einladung|eure einladung|ihre einladung|hier sein darf|hier sein dürfen|dabei sein darf|dabei sein dürfen|\
    invitarme|la invitación|tu invitación|l'invitation|m'avoir invité|m'inviter|m'accueillir|l'invito|avermi invitato|convidar-me|me convidar|o convite|\
    pelo convite|de uitnodiging|uitgenodigd";

/// What whoever asks thanks for.
pub(super) const THANKS_GUEST: &str = "joining|coming|your time|being here|being on|taking the time|making the time|sitting down|deine zeit|ihre zeit|eure zeit|zeit genommen|zeit nimmst|zeit nehmen|zeit für|da bist|da sind|gekommen|\
    acompañarnos|tu tiempo|su tiempo|por venir|tu apertura|compartir|venir|votre temps|ton temps|il tuo tempo|il suo tempo|essere qui con|\
    ter vindo|teu tempo|seu tempo|je tijd|uw tijd|je komst|uw komst";
