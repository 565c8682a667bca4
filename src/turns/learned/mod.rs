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
//! reader's corrections pin states of the chain. One weight is set by hand: what the manners of a talk full of questions say of a
//! single one ([`manners`]).
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
//!   | all | 616 | .845 (.755) | .628 (.415) | .003 | .029 | .33 | .961 | .984 |
//!   | German | 327 | .839 (.807) | .583 (.498) | .000 | .016 | .35 | .947 | .994 |
//!   | Cardamonchai | 169 | .874 (.855) | .706 (.674) | .000 | .009 | .58 | .959 | 1.000 |
//!   | NDR Coronavirus-Update | 113 | .853 (.832) | .497 (.371) | .000 | .061 | .21 | .973 | .991 |
//!   | Engineering Kiosk (labels by a recogniser) | 45 | .760 (.684) | .502 (.383) | .000 | .083 | .44 | .894 | .978 |
//!   | English | 282 | .849 (.710) | .666 (.349) | .007 | .042 | .31 | .975 | .972 |
//!   | Cardamonchai | 97 | .867 (.835) | .710 (.639) | .000 | .018 | .51 | .963 | 1.000 |
//!   | Lenny's Podcast | 45 | .846 (.685) | .594 (.282) | .000 | .040 | .29 | .972 | .889 |
//!   | The Changelog | 40 | .876 (.695) | .696 (.290) | .000 | .066 | .32 | .984 | 1.000 |
//!   | Stephan Livera Podcast | 37 | .841 (.726) | .626 (.285) | .027 | .049 | .26 | .992 | .946 |
//!   | Founders Talk | 30 | .878 (.708) | .710 (.301) | .000 | .081 | .27 | .998 | 1.000 |
//!   | Ship It | 30 | .801 (.663) | .657 (.301) | .000 | .019 | .27 | .963 | 1.000 |
//!   | Chaincode Podcast | 3 | .661 (.611) | .520 (.388) | .333 | .194 | .52 | .763 | .667 |
//!   | Spanish (no words learned) | 7 | .821 (.659) | .648 (.468) | .000 | .064 | .56 | .972 | 1.000 |
//! * **What each part gives** (role / F1, German and English, the same weights): signals alone .814/.510 and .770/.495; words
//!   without signals .569/.267 and .541/.342; signals and layers without words .846/.575 and .820/.604; the first reading of all
//!   .835/.574 and .827/.646; both readings .839/.583 and .849/.666; of that the weight of manners .000/.001 and .000/.001.
//! * **What was tried and what it gave** (role / F1, German and English, shows left out): the network on the corpus alone .802/.499
//!   and .772/.546; with the further English talks English .806/.604; with interviews edited as for print also
//!   .839/.585 and .802/.605; with the second reading .846/.604 and .833/.630; with three groups for it instead of two, more
//!   talks and rounds, and cues left out of three chunks in ten there .837/.587 and .844/.663; with clauses, excerpts and more
//!   talks without question marks what is shipped. Shows weighed by the root of their lines, 24 numbers instead of 32, a second
//!   network of two layers, and more openings of questions read the first interview worse in some guise. The score from sentence to
//!   sentence (does this line go on with the speaker of the last?) is not a model of its own: pairs of words across the seam
//!   are rows of the network, and taking over has outputs of its own, which the further talks teach; as a separate first stage
//!   it was not tried. Signals in the second reading without anything left out read German worse (.814/.596); none at all
//!   read English worse (.844/.640).
//! * **Limits**: two roles. Interviews in English podcasts where hosts tell stories of their own are the hardest: without labels
//!   it is often open, even to a careful reader, how far back the host's turn reaches. Talks among several guests are read as
//!   one guest. Sarcasm, role play and quoted dialogue are not understood. It was fitted to edited transcripts; raw recogniser
//!   output without marks is read with lower confidence, and says so.

pub(super) mod features;
mod file;
mod manners;
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
    let (mut potentials, passages) = match &model.second {
        Some(second) => (second.weigh(&again(sequence, first)), second.passages()),
        None => (first.weigh(sequence), first.passages()),
    };
    manners::add(sequence, &mut potentials, &passages);
    (potentials, passages)
}
