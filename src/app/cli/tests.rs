use super::{Arguments, Command, Ending, Failure, Layout, TurnsForm, cells, parse};
use crate::text::SafeText;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::path::PathBuf;

fn parsed(arguments: &[&str]) -> Arguments {
    Arguments::try_parse_from(std::iter::once(&"visavis").chain(arguments)).expect("these arguments are right")
}

#[test]
fn the_command_line_contradicts_itself_nowhere() {
    Arguments::command().debug_assert();
}

#[test]
fn files_and_standard_input_are_opened() {
    let arguments = parsed(&["a.txt", "-", "--layout", "stacked"]);
    assert_eq!(arguments.files, [PathBuf::from("a.txt"), PathBuf::from("-")]);
    assert_eq!(arguments.settings.layout, Some(Layout::Stacked));
    assert!(arguments.command.is_none());
}

#[test]
fn a_file_named_like_a_command_opens_by_its_path() {
    assert_eq!(parsed(&["./turns"]).files, [PathBuf::from("./turns")]);
    assert_eq!(parsed(&["--", "turns"]).files, [PathBuf::from("turns")]);
    assert_eq!(parsed(&["a.txt", "turns"]).files.len(), 2);
}

#[test]
fn settings_stand_before_or_after_the_command() {
    for arguments in [["--theme", "dark", "turns", "x"], ["turns", "x", "--theme", "dark"]] {
        let arguments = parsed(&arguments);
        assert_eq!(arguments.settings.theme.as_deref(), Some("dark"));
        assert!(matches!(
            arguments.command,
            Some(Command::Turns {
                format: TurnsForm::Text,
                explain: false,
                ..
            })
        ));
    }
}

#[test]
fn a_size_is_two_numbers_of_cells() {
    assert_eq!(cells("120x40"), Ok((120, 40)));
    for wrong in ["", "120", "0x9", "x", "9x70000", "-1x4"] {
        assert!(cells(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn wrong_use_ends_with_two() {
    for wrong in [&["visavis", "check"][..], &["visavis", "--colour"]] {
        let arguments = wrong.iter().map(OsString::from);
        assert_eq!(parse(arguments).expect_err("this is wrong"), Ending::Refused);
    }
}

#[test]
fn every_help_text_fits_eighty_columns() {
    let mut command = Arguments::command();
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let mut texts = vec![
        command.render_long_help().to_string(),
        command.render_help().to_string(),
    ];
    for name in names {
        let sub = command.find_subcommand_mut(&name).expect("it was just listed");
        texts.push(sub.render_long_help().to_string());
    }
    for line in texts.iter().flat_map(|text| text.lines()) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_failure_names_file_and_line() {
    let failure = Failure {
        line: Some(7),
        ..Failure::of(SafeText::line("talk.txt"), "an unknown time")
    };
    assert_eq!(failure.to_string(), "talk.txt:7: an unknown time");
}
