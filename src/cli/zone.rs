//! The time zone of the shop, for commands that need nothing else of it.

use super::failure::Failure;
use super::options::Options;
use awning::settings;
use awning::source::Source;
use jiff::tz::TimeZone;

/// The zone that `awning.yaml` names; UTC where it cannot be read.
pub(super) fn of_shop(options: &Options) -> Result<TimeZone, Failure> {
    let source = Source::read(&options.root)?;
    Ok(settings::read(&source).value.map_or(TimeZone::UTC, |settings| settings.zone))
}
