//! `visavis man`: one manual page with every command, every option and every key, from the tables that the program itself goes by.

use std::io;

use clap::CommandFactory;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::keys::shown_keys;
use super::{Ending, complain};
use crate::app::cli::{AFTER_LONG_HELP, Arguments, emit_bytes};
use crate::session::COMMANDS;
use crate::session::command::Group;

/// Writes the page.
pub fn run() -> Ending {
    match page() {
        Ok(page) => emit_bytes(&page),
        Err(error) => {
            complain(&format!("manual page: {error}"));
            Ending::Refused
        }
    }
}

fn page() -> io::Result<Vec<u8>> {
    let program = Arguments::command().mut_subcommands(|command| command.disable_help_flag(true));
    // Help of a program that has commands would name a page for each; here they all stand on this one.
    let main = Man::new(program.clone()).manual("visavis");
    let mut page = Vec::new();
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_description_section(&mut page)?;
    main.render_options_section(&mut page)?;
    heading("COMMANDS").to_writer(&mut page)?;
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        page.extend(of_command(command)?);
    }
    keys().to_writer(&mut page)?;
    for paragraph in AFTER_LONG_HELP.split("\n\n") {
        told(paragraph).to_writer(&mut page)?;
    }
    let mut files = heading("FILES");
    files.text([
        bold("visavis paths"),
        roman(" says where settings, marks and places are kept."),
    ]);
    files.to_writer(&mut page)?;
    Ok(page)
}

fn heading(words: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [words]);
    roff
}

/// A command under a heading of its own, with what can be said of it.
fn of_command(command: &clap::Command) -> io::Result<Vec<u8>> {
    let mut roff = Roff::new();
    roff.control("SS", [command.get_name()]);
    let mut out = Vec::new();
    roff.to_writer(&mut out)?;
    let full_name = format!("visavis {}", command.get_name());
    let man = Man::new(command.clone().bin_name(full_name));
    let mut rendered = Vec::new();
    man.render_synopsis_section(&mut rendered)?;
    let mut gap = Roff::new();
    gap.control("PP", []);
    gap.to_writer(&mut rendered)?;
    man.render_description_section(&mut rendered)?;
    if command.get_arguments().next().is_some() {
        man.render_options_section(&mut rendered)?;
    }
    // The sections of a page of its own become parts of this one.
    for line in rendered.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b".SH ") {
            out.extend_from_slice(line);
        }
    }
    Ok(out)
}

/// All keys, a heading for each group.
fn keys() -> Roff {
    let mut roff = heading("KEYS");
    for (group, heading) in Group::ALL {
        roff.control("SS", [heading]);
        for command in COMMANDS.iter().filter(|command| command.group == group) {
            roff.control("TP", []);
            roff.text([bold(shown_keys(command).join("  "))]);
            roff.text([roman(command.doc)]);
        }
    }
    roff
}

/// A paragraph of the help: lines under a heading as they are, else running words.
fn told(paragraph: &str) -> Roff {
    let Some((title, lines)) = paragraph.split_once(":\n") else {
        let mut roff = Roff::new();
        roff.control("PP", []);
        roff.text([roman(paragraph)]);
        return roff;
    };
    let mut roff = heading(&title.to_uppercase());
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::app::cli::Arguments;
    use crate::session::COMMANDS;
    use clap::CommandFactory;

    /// The page as it reads, without what only sets it.
    fn read() -> String {
        let page = String::from_utf8(page().expect("memory takes it")).expect("a page is text");
        let page = page.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
        page.replace("\\-", "-")
            .replace("\\*(Aq", "'")
            .replace("\\e", "\\")
            .replace("\\&", "")
    }

    #[test]
    fn the_page_has_every_command_with_its_options_and_every_key() {
        let page = read();
        for command in Arguments::command().get_subcommands() {
            let name = command.get_name();
            let section = page.split(&format!("\n.SS {name}\n")).nth(1);
            assert_eq!(section.is_some(), !command.is_hide_set(), "{name}");
            let Some(section) = section else { continue };
            let section = section.split("\n.S").next().unwrap_or_default();
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(
                    section.contains(&format!("--{option}")),
                    "{name} --{option} in {section}"
                );
            }
        }
        for command in COMMANDS {
            assert!(page.contains(command.doc), "{}", command.name);
        }
        for heading in [
            "NAME",
            "SYNOPSIS",
            "OPTIONS",
            "COMMANDS",
            "KEYS",
            "EXAMPLES",
            "\"EXIT STATUS\"",
            "FILES",
        ] {
            assert!(page.contains(&format!("\n.SH {heading}\n")), "{heading}");
        }
    }
}
