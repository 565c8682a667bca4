//! Searches in long files, by the real keys.

use crate::journeys::{Journey, SAMPLE};

#[test]
fn a_word_far_down_a_long_file_is_found_before_all_of_it_is_searched() {
    let mut long: String = SAMPLE.lines().cycle().take(20_000).collect::<Vec<_>>().join("\n");
    long.push_str("\nGanz unten steht die Wanderdüne.\n");
    let mut journey = Journey::of(&long, (120, 40));
    journey.keys("/").types("wanderdüne").keys("Enter");
    assert!(journey.here().contains("Wander"), "{}", journey.here());
    assert_eq!(journey.session.search().current, Some(0));
}
