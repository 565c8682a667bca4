//! English.

use super::super::Cue::*;
use super::Tongue;

pub(super) const EN: Tongue = Tongue {
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
        (So, "so|then|okay so|alright so|all right so|next"),
        (Now, "now|today"),
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
    asks_within: (
        "what|how|why|when|where",
        "do|did|does|are|were|can|could|would|should|will|have|has|had|might|am",
    ),
};
