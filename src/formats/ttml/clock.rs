//! How TTML writes times: a clock with or without frames, or a number with a unit.

use crate::formats::times::stamp;
use crate::formats::xml::Element;

/// What frames and ticks last in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Clock {
    frames: f64,
    ticks: f64,
}

impl Default for Clock {
    fn default() -> Self {
        // What the standard takes where a file says nothing.
        Self {
            frames: 30.0,
            ticks: 1.0,
        }
    }
}

impl Clock {
    /// Frames and ticks as the root element states them.
    pub(super) fn of(root: &Element<'_>) -> Self {
        let number = |name| {
            let rate: f64 = root.attribute(name)?.trim().parse().ok()?;
            (rate.is_finite() && rate > 0.0).then_some(rate)
        };
        let stated = number("frameRate");
        let factor = root
            .attribute("frameRateMultiplier")
            .and_then(|ratio| multiplier(&ratio))
            .unwrap_or(1.0);
        let frames = stated.unwrap_or(Self::default().frames) * factor;
        let fallback = if stated.is_some() {
            frames
        } else {
            Self::default().ticks
        };
        Self {
            frames,
            ticks: number("tickRate").unwrap_or(fallback),
        }
    }

    /// A time expression in milliseconds: `00:01:02.5`, `00:01:02:12` with frames, `62.5s`, `360f`, `900t`, bare seconds.
    pub(super) fn millis(self, written: &str) -> Option<u64> {
        let written = written.trim();
        let end = written
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(written.len());
        let (number, unit) = written.split_at(end);
        let seconds = match unit {
            "h" => 3600.0,
            "m" => 60.0,
            "s" => 1.0,
            "ms" => 0.001,
            "f" => 1.0 / self.frames,
            "t" => 1.0 / self.ticks,
            _ => return self.clock_millis(written),
        };
        rounded(number.parse::<f64>().ok()? * seconds)
    }

    fn clock_millis(self, written: &str) -> Option<u64> {
        let parts: Vec<&str> = written.split([':', ';']).collect();
        let [hours, minutes, seconds, frames] = parts[..] else {
            return stamp(written).map(|stamp| u64::from(stamp.time.millis()));
        };
        let number = |part: &str| part.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let whole = number(hours)? * 3600.0 + number(minutes)? * 60.0 + number(seconds)?;
        rounded(whole + number(frames)? / self.frames)
    }
}

/// `1000 1001` and `1000:1001` as a factor.
fn multiplier(ratio: &str) -> Option<f64> {
    let mut parts = ratio.split([' ', ':']).filter_map(|part| part.parse::<f64>().ok());
    let factor = parts.next()? / parts.next().unwrap_or(1.0);
    (factor.is_finite() && factor > 0.0).then_some(factor)
}

/// Seconds as whole milliseconds; none for what is no time.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is finite and not negative, and too much of it becomes the most there is"
)]
fn rounded(seconds: f64) -> Option<u64> {
    (seconds.is_finite() && seconds >= 0.0).then(|| (seconds * 1000.0).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use crate::formats::xml::root;

    fn check(rates: &str, written: &str, millis: Option<u64>) {
        let source = format!("<tt {rates}>");
        let clock = Clock::of(&root(&source).expect("a root"));
        assert_eq!(clock.millis(written), millis, "{rates} {written}");
    }

    #[test]
    fn every_unit_is_told() {
        check("", "00:01:02.5", Some(62_500));
        check("", "1.5h", Some(5_400_000));
        check("", "3m", Some(180_000));
        check("", "137.4s", Some(137_400));
        check("", "250ms", Some(250));
        check("", "19.764", Some(19_764));
        check("", "3:50.693", Some(230_693));
        check(
            "ttp:frameRate='24' ttp:frameRateMultiplier='1000 1001'",
            "360f",
            Some(15_015),
        );
        check("frameRate='25'", "00:00:02:05", Some(2_200));
        check("tickRate='10000000'", "1374000000t", Some(137_400));
        check("frameRate='0'", "30f", Some(1_000));
        check("", "soon", None);
        check("", "", None);
        check("", "1.2.3s", None);
    }
}
