//! What is seen in each unit of a transcript without labels, as a set of small signals.
//!
//! Every piece here looks at one kind of thing (questions, how far back they reach, openings, persons, ends, layout) and
//! only says what it sees. What a signal weighs stands in [`weights`]; who speaks is decided in `decode`, once for the file.

mod address;
mod edges;
mod layout;
mod openings;
mod persons;
mod questions;
mod reach;
mod scene;
pub(super) mod weights;
mod whole;

pub(super) use scene::{READ, Scene};
pub(super) use whole::Whole;

/// Signals as they are seen, one bit each.
pub(super) type Seen = u128;

macro_rules! signals {
    ($($name:ident),+ $(,)?) => {
        /// A signal; what each means is said in its row of [`weights::ROWS`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Signal { $($name),+ }

        impl Signal {
            /// All signals in order.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name)),+
                }
            }
        }
    };
}

signals! {
    // Questions.
    Asks, AsksLater, AsksInside, AsksYou, AsksNobody, AsksMyself, AsksByWord, AsksBriefly, AsksAtLength, AsksForAssent,
    AsksInQuotes, AsksAgain, AsksWhereFewAsk, AsksWhereManyAsk, AsksWhereMostAsk, AsksInWriting,
    // After and before questions.
    AfterQuestion, SecondAfter, ThirdAfter, SoonAfter, LongAfter, FarAfter, NothingAskedYet, AfterAskingYou,
    YesAfterQuestion, SelfAfterQuestion, PlainAfterQuestion, BeforeQuestion, SecondBefore, ThirdBefore, SoonBefore,
    LongBefore, NothingAskedAgain, BeforeAskingYou, BetweenQuestions, NarrowGap, WideGap, AfterInWriting, AfterWhereManyAsk, AfterWhereMostAsk,

    LeadsInWriting, LeadsInWhereMostAsk, AsksOn, BeforeAskingOn,
    // How far a turn reaches.
    LowerCase, GoesOn, TrailedBefore, CalledBefore, Calls, Trails, OneWord, FewWords, BriefLine, MiddlingLine, LongLine,
    VeryLongLine, BriefBefore, TopicGoesOn, TopicOfQuestion, FreshTopic, LeadsInAfresh, GoesOnBeforeQuestion, Echoes,
    // Openings.
    Greets, Invites, YouFirst, Yes, No, Opines, IFirst, WeFirst, Reacts, Thanks, And, But, So, Well, Because, ThatFirst,
    TheyFirst, BriefReaction, BriefYes, ReactsBeforeQuestion, QuestionWordUnasked, GreetsBack, ThanksBack, AnswersGreeting, Now, NowLeadsIn, BeforeFarewell,
    // Persons and turns of phrase.
    ThanksGuest, ThanksHost, Introduces, SpeaksToYou, SpeaksFormally, SpeaksOfSelf, SpeaksOfUs, SpeaksOfNobody, SpeaksOfSelfToYou, YouSaid,
    AsksAbout, Hedges, Past, PraisesQuestion, Praises, Closes, Third, SpeaksToAudience, NamesGuest, AddressesWithTitle,
    // Ends of the file.
    First, AmongFirst, NearStart, Last, AmongLast, NearEnd,
    // Layout and time.
    InsideLine, InsideParagraph, BlankBefore, NoBlankBefore, ChangeMarked, NoChangeMarked, LongPause, NoPause,
    Overlap,
    // Of the whole.
    NobodyAsks,
}

impl Signal {
    /// Its place in [`Seen`].
    pub(super) const fn bit(self) -> Seen {
        1 << (self as u8)
    }
}

/// The signals that need no word of any language: marks, lengths, places.
pub(super) const UNWORDED: Seen = {
    use Signal::*;
    const ALL: &[Signal] = &[
        Asks,
        AsksLater,
        AsksInside,
        AsksBriefly,
        AsksAtLength,
        AsksInQuotes,
        AsksAgain,
        AsksWhereFewAsk,
        AsksWhereManyAsk,
        AsksWhereMostAsk,
        AfterQuestion,
        SecondAfter,
        ThirdAfter,
        SoonAfter,
        LongAfter,
        FarAfter,
        NothingAskedYet,
        BeforeQuestion,
        SecondBefore,
        ThirdBefore,
        SoonBefore,
        LongBefore,
        NothingAskedAgain,
        BetweenQuestions,
        NarrowGap,
        WideGap,
        AfterWhereManyAsk,
        AfterWhereMostAsk,
        LeadsInWhereMostAsk,
        LowerCase,
        GoesOn,
        TrailedBefore,
        CalledBefore,
        Calls,
        Trails,
        OneWord,
        FewWords,
        BriefLine,
        MiddlingLine,
        LongLine,
        VeryLongLine,
        BriefBefore,
        TopicGoesOn,
        TopicOfQuestion,
        FreshTopic,
        LeadsInAfresh,
        GoesOnBeforeQuestion,
        Echoes,
        NamesGuest,
        AddressesWithTitle,
        First,
        AmongFirst,
        NearStart,
        Last,
        AmongLast,
        NearEnd,
        InsideLine,
        InsideParagraph,
        BlankBefore,
        NoBlankBefore,
        ChangeMarked,
        NoChangeMarked,
        LongPause,
        NoPause,
        Overlap,
        NobodyAsks,
    ];
    let (mut mask, mut at) = (0, 0);
    while at < ALL.len() {
        mask |= ALL[at].bit();
        at += 1;
    }
    mask
};

/// What is seen in every unit of a scene.
pub(super) fn observe(scene: &Scene<'_>) -> Vec<Seen> {
    (0..scene.sights.len())
        .map(|at| {
            questions::see(scene, at)
                | reach::see(scene, at)
                | openings::see(scene, at)
                | persons::see(scene, at)
                | address::see(scene, at)
                | edges::see(scene, at)
                | layout::see(scene, at)
        })
        .collect()
}

/// The numbers of the signals that are seen, rising.
#[inline(always)]
pub(super) fn numbers(seen: Seen) -> impl Iterator<Item = usize> {
    // Machines step through two words of 64 bits quicker than through one of 128.
    let half = |mut left: u64, from: usize| {
        std::iter::from_fn(move || {
            let number = (left != 0).then(|| from + left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            number
        })
    };
    half(seen as u64, 0).chain(half((seen >> 64) as u64, 64))
}

/// The bit of a signal where it is seen.
const fn when(seen: bool, signal: Signal) -> Seen {
    if seen { signal.bit() } else { 0 }
}
