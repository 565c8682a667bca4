//! `visavis doctor [--repair] [--json] [FILE…]`: whether all that is kept is whole, said for each file that is not; mended where asked.
//!
//! It ends with 1 where something is wrong still, and with 4 where mending failed.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Ending, complain, emit, reading, refuse};
use crate::app::cli::Doctoring;
use crate::app::opening;
use crate::app::setting::Setup;
use crate::store::{Finding, Key, Report, Trouble, now};
use crate::text::{SafeText, counted};

/// So many numbers of damaged lines are told.
const TOLD: usize = 5;

/// Goes over what is kept.
pub fn run(doctoring: &Doctoring, setup: &Setup) -> Ending {
    let origins = match reading::shelf(&doctoring.files) {
        Ok(origins) => origins,
        Err(failure) => return refuse(&failure),
    };
    let files: Vec<PathBuf> = origins.iter().filter_map(opening::absolute).collect();
    let mut report = match setup.shelf.examine(&files) {
        Ok(report) => report,
        Err(reason) => {
            complain(&reason);
            return Ending::Refused;
        }
    };
    if doctoring.repair {
        setup.shelf.mend(&mut report, now());
    }
    let told = emit(&if doctoring.json { json(&report) } else { text(&report) });
    if told != Ending::Well {
        return told;
    }
    if report
        .findings
        .iter()
        .any(|finding| matches!(finding.mended, Some(Err(_))))
    {
        Ending::NotSaved
    } else if report.findings.iter().any(Finding::is_wrong) {
        Ending::NothingFound
    } else {
        Ending::Well
    }
}

/// A line for each finding, and one for all.
fn text(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let done = match &finding.mended {
            None => String::new(),
            Some(Ok(how)) => format!("; {how}"),
            Some(Err(why)) => format!("; not mended: {why}"),
        };
        let line = SafeText::line(&format!("{}{done}", says(&finding.trouble)));
        text.push_str(&format!("{}: {line}\n", SafeText::path(&finding.path)));
    }
    text.push_str(&format!(
        "{}, {}, {}: {} intact, {} damaged, {} of a newer version\n",
        counted(report.transcripts, "transcript"),
        counted(report.journals, "journal"),
        counted(report.lines, "line"),
        intact(report),
        report.damaged,
        report.newer
    ));
    text
}

const fn intact(report: &Report) -> usize {
    report.lines - report.damaged - report.newer
}

/// The same as one object.
fn json(report: &Report) -> String {
    let findings: Vec<Value> = report.findings.iter().map(finding).collect();
    let whole = json!({
        "transcripts": report.transcripts,
        "journals": report.journals,
        "lines": report.lines,
        "intact": intact(report),
        "damaged": report.damaged,
        "newer": report.newer,
        "wrong": report.findings.iter().any(Finding::is_wrong),
        "findings": findings,
    });
    format!("{whole:#}\n")
}

/// A finding with what it is called, what it says to people, and what is known of it beyond that.
fn finding(finding: &Finding) -> Value {
    let mut object = json!({
        "path": SafeText::path(&finding.path).as_str(),
        "says": SafeText::line(&says(&finding.trouble)).as_str(),
        "wrong": finding.is_wrong(),
    });
    let mut put = |name: &str, value: Value| object[name] = value;
    let trouble = match &finding.trouble {
        Trouble::Damaged { lines, torn } => {
            put("lines", json!(lines));
            put("torn", json!(torn));
            "damaged"
        }
        Trouble::Newer(lines) => {
            put("count", json!(lines));
            "newer"
        }
        Trouble::Quarantined(lines) => {
            put("count", json!(lines));
            "quarantined"
        }
        Trouble::Unsaved(lines, key) => {
            put("count", json!(lines));
            put("key", json!(key.as_ref().map(Key::as_str)));
            "unsaved"
        }
        Trouble::LinkedAway(key) => {
            put("key", json!(key.as_str()));
            "linked-away"
        }
        Trouble::Open(rights) => {
            put("rights", json!(format!("{rights:03o}")));
            "open"
        }
        Trouble::NotOurs => "not-ours",
        Trouble::NotPlain => "not-plain",
        Trouble::Unread(_) => "unread",
        Trouble::Foreign => "foreign",
        Trouble::OrphanedLock => "orphaned-lock",
        Trouble::Stray => "stray",
    };
    put("trouble", json!(trouble));
    match &finding.mended {
        None => {}
        Some(Ok(how)) => put("mended", json!(SafeText::line(how).as_str())),
        Some(Err(why)) => put("not_mended", json!(SafeText::line(why).as_str())),
    }
    object
}

fn says(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Damaged { lines, torn } => {
            let mut numbers: Vec<String> = lines.iter().take(TOLD).map(ToString::to_string).collect();
            if lines.len() > TOLD {
                numbers.push("…".to_owned());
            }
            let torn = if *torn { ", the last one torn" } else { "" };
            format!(
                "{} damaged ({}){torn}",
                counted(lines.len(), "line"),
                numbers.join(", ")
            )
        }
        Trouble::Newer(lines) => format!("{} of a newer version, kept and not shown", counted(*lines, "line")),
        Trouble::Quarantined(lines) => format!("{} put aside as damaged", counted(*lines, "line")),
        Trouble::Unsaved(lines, Some(_)) => format!("{} that a run could not save", counted(*lines, "line")),
        Trouble::Unsaved(lines, None) => {
            format!(
                "{} that a run could not save, nobody knows of which transcript",
                counted(*lines, "line")
            )
        }
        Trouble::LinkedAway(key) => format!("linked to marks that are not here ({})", key.as_str()),
        Trouble::Open(rights) => match rights & 0o022 {
            0 => "can be read by others".to_owned(),
            _ => "can be written by others".to_owned(),
        },
        Trouble::NotOurs => "belongs to somebody else".to_owned(),
        Trouble::NotPlain => "is no plain file".to_owned(),
        Trouble::Unread(why) => format!("cannot be read: {why}"),
        Trouble::Foreign => "is not of visavis, and left alone".to_owned(),
        Trouble::OrphanedLock => "is a lock of nothing that is kept".to_owned(),
        Trouble::Stray => "was left behind by a run that was killed".to_owned(),
    }
}
