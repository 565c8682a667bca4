//! `visavis completions SHELL`: what a shell reads to complete commands, options and their values.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Ending;
use crate::app::cli::{Arguments, emit_bytes};

/// Writes the script of a shell.
pub fn run(shell: Shell) -> Ending {
    emit_bytes(&script(shell))
}

fn script(shell: Shell) -> Vec<u8> {
    let mut out = Vec::new();
    let all = Arguments::command();
    // Commands of those who build the program are offered to nobody.
    let shown = all.get_subcommands().filter(|command| !command.is_hide_set());
    let mut program = clap::Command::new("visavis")
        .args(all.get_arguments().cloned())
        .subcommands(shown.cloned());
    clap_complete::generate(shell, &mut program, "visavis", &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::script;
    use crate::app::cli::Arguments;
    use clap::{CommandFactory, ValueEnum};
    use clap_complete::Shell;

    #[test]
    fn every_shell_is_told_every_command_and_every_option() {
        for shell in Shell::value_variants() {
            let script = String::from_utf8(script(*shell)).expect("a script is text");
            for command in Arguments::command().get_subcommands() {
                let (name, hidden) = (command.get_name(), command.is_hide_set());
                assert_eq!(script.contains(name), !hidden, "{shell}: {name}");
                if hidden {
                    continue;
                }
                for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                    assert!(script.contains(option), "{shell}: {name} --{option}");
                }
            }
        }
    }
}
