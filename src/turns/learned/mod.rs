//! The learned signal: a small network over hashed words, signals and measures, and the file that it comes from.
//!
//! The file holds weights only. It is made by `visavis train` and is part of the program; nothing is loaded at run time.
//!
//! # How it reads
//!
//! Every unit (a line, or a sentence of it) is seen as the rows of its words in a hashed table ([`features`]: first and last
//! words by place, what its last clause opens with, all words and pairs of words in any order), as the structural signals of `signals`, and as some measures
//! (length, distance to questions, place in the file, how much the file asks). [`network`] makes 32 numbers of these, four
//! layers look 1, 2, 4 and 8 units to either side, and three numbers come out: for the interviewer speaking, for the
//! interviewer taking over, for the guest taking over. A linear path leads past the layers from the signals to these. They are the potentials of a chain with four states (`decode`), whose forward–backward
//! pass gives the most probable speaker of every unit and how probable. A [`second`] network reads again with what the first
//! found in this file: which words lean to which side, how long the sides' sentences are, how often a question hands over. The
//! reader's corrections pin states of the chain. Few weights are set by hand: what layout and time say, and that nobody asks
//! (`signals::weights`), and what the manners of a talk full of questions say of a single one ([`manners`]).
//!
//! A turn is explained by what its signals weigh where there is nothing but signals, which is fitted beside the networks, and by
//! how much the networks say beyond that.
//!
//! Words are known in German and English. In other languages the rows are empty, and the network reads by signals and
//! measures; it has been made to do without words in a fifth of its lessons.
//!
//! # Model card
//!
//! * **Data**: the labelled interviews of `corpus/dialogue` (327 German, 282 English, 7 Spanish; ten shows; licences in its
//!   index) and, sampled anew in every round, talks of Changelog Media's podcasts, CC BY-SA 4.0, with 40 to 92 of 100 lines the
//!   guest's. The first interview of the project is in neither. No sentence of them is in the file: a word is 15 bits of a
//!   hash, shared with others, and what is kept of it are 32 numbers of one byte.
//! * **Fitting**: the likelihood of the chain given the speakers, by Adam, over stretches of up to 240 units; interviews come as
//!   they are, cut short, as excerpts, edited as for print, cut at other places, without question marks, commas, capitals or any marks;
//!   words, cues and whole layers are left out at random; the mean of the last rounds is kept. One line, one seed, the same
//!   bytes:
//!   `xz -dc changelog-turns.jsonl.xz | visavis train corpus/dialogue --more - --out assets/turns.model --predictions OUT`.
//! * **Size**: 1.27 MB: 32,768 rows of 32 bytes, and the parameters of two networks in four bytes each.
//! * **Scores**, every show told by weights that have not seen it, the plain rule (a question ends, the other speaks) in
//!   brackets; role: share of lines, F1: boundaries on the exact line; sure: share of lines at 0.9 and above, and how many of
//!   these are right; labels: interviews whose two roles are told where lines are labelled by number only:
//!
//!   | | files | role | F1 | swapped | ECE | sure | right | labels |
//!   |---|---|---|---|---|---|---|---|---|
//!   | all | 616 | .841 (.755) | .631 (.415) | .005 | .019 | .36 | .955 | .984 |
//!   | German | 327 | .843 (.807) | .591 (.498) | .000 | .009 | .40 | .944 | .994 |
//!   | Cardamonchai | 169 | .882 (.855) | .714 (.674) | .000 | .011 | .60 | .962 | 1.000 |
//!   | NDR Coronavirus-Update | 113 | .862 (.832) | .508 (.371) | .000 | .054 | .27 | .973 | .991 |
//!   | Engineering Kiosk (labels by a recogniser) | 45 | .745 (.684) | .493 (.383) | .000 | .105 | .49 | .877 | .978 |
//!   | English | 282 | .839 (.710) | .664 (.349) | .011 | .029 | .33 | .967 | .972 |
//!   | Cardamonchai | 97 | .874 (.835) | .717 (.639) | .000 | .012 | .55 | .966 | 1.000 |
//!   | Lenny's Podcast | 45 | .832 (.685) | .582 (.282) | .000 | .036 | .26 | .966 | .889 |
//!   | The Changelog | 40 | .875 (.695) | .706 (.290) | .000 | .057 | .36 | .989 | 1.000 |
//!   | Stephan Livera Podcast | 37 | .824 (.726) | .625 (.285) | .054 | .039 | .25 | .969 | .946 |
//!   | Founders Talk | 30 | .848 (.708) | .686 (.301) | .000 | .062 | .25 | .995 | 1.000 |
//!   | Ship It | 30 | .793 (.663) | .655 (.301) | .000 | .031 | .38 | .943 | 1.000 |
//!   | Chaincode Podcast | 3 | .679 (.611) | .546 (.388) | .333 | .178 | .51 | .725 | .667 |
//!   | Spanish (no words learned) | 7 | .829 (.659) | .655 (.468) | .000 | .047 | .59 | .963 | 1.000 |
//! * **What each part gives** (role / F1, German and English, the same weights): signals alone, fitted by themselves, .825/.552
//!   and .770/.539; words without signals .591/.274 and .639/.357; signals and layers without words .847/.583 and .821/.609; the
//!   first reading of all .832/.582 and .824/.645; both readings .843/.591 and .839/.664; of that the weight of manners nothing.
//!   Words help English and change little in German, where by role alone the layers without them would do.
//! * **What was tried and what it gave** (role / F1, German and English, shows left out): the network on the corpus alone .802/.499
//!   and .772/.546; with the further English talks English .806/.604; with interviews edited as for print also
//!   .839/.585 and .802/.605; with the second reading .846/.604 and .833/.630; with three groups for it instead of two, more
//!   talks and rounds, and cues left out of three chunks in ten there .837/.587 and .844/.663; with clauses, excerpts and more
//!   talks without question marks .839/.583 and .849/.666; with clauses that ask by the order of their words (`…, wie haben sie`), where
//!   no question is marked, what is shipped: German, Spanish and confidences gain, English roles lose a little, and the first
//!   interview is read at .978 without its question marks instead of .967. The same fitted for 20 rounds read it at .944, with a
//!   guise of captions without marks at .944 too (English .849/.666, Spanish .802/.628); sentences put together wherever a line
//!   ends in a comma read German worse (.824/.581) and English no better (.850/.668). A show's scores differ by about .015 from
//!   one fit to the next. Shows weighed by the root of their lines, 24 numbers instead of 32, a second
//!   network of two layers, and more openings of questions read the first interview worse in some guise. The score from sentence to
//!   sentence (does this line go on with the speaker of the last?) is not a model of its own: pairs of words across the seam
//!   are rows of the network, and taking over has outputs of its own, which the further talks teach; as a separate first stage
//!   it was not tried. How the words of a unit hang together with those near it (rare words that the unit before, the next, or one
//!   of the next eight to either side says too, beside the mean of the file, as four more measures) gave .840/.581 and .853/.670, nearly
//!   every English show gaining; left out in two chunks of five .843/.591 and .846/.665; counting also what stands nowhere before
//!   or after in the file .813/.579 and .853/.674. Of eleven such fits four read the first interview whole, and these at .93 to
//!   .967 without its question marks; so none of them is shipped. Signals in the second reading without anything left out read German worse (.814/.596); none at all
//!   read English worse (.844/.640).
//! * **Lines broken otherwise** (`units`): the network sees sentences, however they stand. Share of words told right in 80 of the
//!   interviews, which these weights have seen, in brackets with the weights before and as units were cut before: a line for each
//!   sentence .945, all in one paragraph .938 (.82), paragraphs of twelve sentences .938 (.89), filled to 72 letters .939 (.75),
//!   captions of 60 letters .930 (.65), a paragraph for each turn .976 (.98); captions without any mark in lower case .749. In 30
//!   labelled talks of other sources, labels taken away: .745 line by line, .703 in one paragraph.
//! * **Limits**: two roles. Interviews in English podcasts where hosts tell stories of their own are the hardest: without labels
//!   it is often open, even to a careful reader, how far back the host's turn reaches. Talks among several guests are read as
//!   one guest. Sarcasm, role play and quoted dialogue are not understood. It was fitted to edited transcripts; raw recogniser
//!   output without marks is read with lower confidence, and says so.

pub(super) mod features;
mod file;
pub(super) mod layer;
pub(super) mod manners;
pub(super) mod matrix;
pub(super) mod network;
mod second;

pub use file::Model;
pub(super) use file::pack;
pub(super) use second::again;

use super::decode::{Passages, Potential};
use features::Sequence;

/// What the units of a sequence weigh after both readings, and the passages between them.
pub(super) fn weigh(sequence: &Sequence, model: &Model<'_>) -> (Vec<Potential>, Passages) {
    let first = &model.first;
    match &model.second {
        Some(second) => (second.weigh(&again(sequence, first)), second.passages()),
        None => (first.weigh(sequence), first.passages()),
    }
}
