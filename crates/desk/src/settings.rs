//! What is kept between runs besides the journal. No secrets: the keys are in the keychain.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{
    environment::{Environment, InvalidEnvironment},
    json_file::{JsonFile, Versioned},
    policy::Preferences,
    storage::StorageError,
    view::{Appearance, EnvironmentKind, LanguageChoice, ProfileView, Zoom},
};

/// Version of the file's format.
const VERSION: u32 = 1;

/// A saved connection, without its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// Identifies the profile and names its keychain entry.
    pub(crate) id: String,
    /// Integration, production or custom.
    pub(crate) kind: EnvironmentKind,
    /// Base URL of the API.
    pub(crate) api_base_url: String,
    /// Origins the widget may come from.
    pub(crate) widget_origins: Vec<String>,
    /// Last four characters of the client id.
    pub(crate) client_id_hint: String,
    /// When it was last used, in milliseconds since the Unix epoch.
    pub(crate) last_used_ms: i64,
    /// The name the person gave it.
    #[serde(default)]
    pub(crate) name: Option<String>,
}

impl Profile {
    /// A profile of an environment.
    #[must_use]
    pub(crate) fn new(
        id: String,
        environment: &Environment,
        client_id_hint: String,
        last_used_ms: i64,
    ) -> Self {
        Self {
            id,
            kind: environment.kind(),
            api_base_url: environment.api_base_url().to_string(),
            widget_origins: environment
                .widget_origins()
                .iter()
                .map(|origin| origin.as_str().to_owned())
                .collect(),
            client_id_hint,
            last_used_ms,
            name: None,
        }
    }

    /// The same under a name.
    #[must_use]
    pub(crate) fn named(self, name: Option<String>) -> Self {
        Self { name, ..self }
    }

    /// Its environment. MX's own are taken from the app, not from the file: a file that somebody
    /// changed can't send the keys of production elsewhere.
    ///
    /// # Errors
    /// When a custom environment isn't valid (any more).
    pub(crate) fn environment(&self) -> Result<Environment, InvalidEnvironment> {
        match self.kind {
            EnvironmentKind::Integration => Ok(Environment::integration()),
            EnvironmentKind::Production => Ok(Environment::production()),
            EnvironmentKind::Custom => {
                Environment::custom(&self.api_base_url, &self.widget_origins)
            }
            EnvironmentKind::Sandbox => Err(InvalidEnvironment::SandboxNotLocal),
        }
    }

    fn view(&self, used_at_start: bool) -> Option<ProfileView> {
        Some(ProfileView {
            id: self.id.clone(),
            kind: self.kind,
            api_host: self.environment().ok()?.api_host(),
            client_id_hint: self.client_id_hint.clone(),
            name: self.name.clone(),
            used_at_start,
        })
    }
}

#[derive(Clone, Serialize, Deserialize)]
struct Contents {
    version: u32,
    #[serde(default)]
    appearance: Appearance,
    #[serde(default)]
    language: LanguageChoice,
    #[serde(default)]
    presentation_size: bool,
    #[serde(default)]
    zoom: Zoom,
    #[serde(default)]
    high_contrast: bool,
    #[serde(default = "on")]
    notifications: bool,
    #[serde(default)]
    tray: bool,
    /// The person was told once that closing the window leaves the app in the tray.
    #[serde(default)]
    tray_told: bool,
    #[serde(default)]
    profiles: Vec<Profile>,
    /// The profile to go on with at the next start; none after *Disconnect*.
    #[serde(default)]
    resume: Option<String>,
    /// The profile the person wants every start to begin with; none: the one used last.
    #[serde(default)]
    start_with: Option<String>,
    #[serde(default)]
    preferences: Preferences,
}

fn on() -> bool {
    true
}

impl Default for Contents {
    fn default() -> Self {
        Self {
            version: VERSION,
            appearance: Appearance::default(),
            language: LanguageChoice::default(),
            presentation_size: false,
            zoom: Zoom::default(),
            high_contrast: false,
            notifications: true,
            tray: false,
            tray_told: false,
            profiles: Vec::new(),
            resume: None,
            start_with: None,
            preferences: Preferences::default(),
        }
    }
}

impl Versioned for Contents {
    const VERSION: u32 = VERSION;
}

/// The settings, and the file they are kept in.
pub(crate) struct Settings(JsonFile<Contents>);

impl Settings {
    /// Reads the file; none is as good as an empty one.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] and [`StorageError::Newer`] as they say; the file is left alone.
    pub(crate) fn load(path: &Path) -> Result<Self, StorageError> {
        JsonFile::load(path).map(Self)
    }

    /// Settings that can't be kept: every change fails with [`StorageError::ReadOnly`].
    #[must_use]
    pub(crate) fn in_memory() -> Self {
        Self(JsonFile::in_memory())
    }

    /// Light, dark, or as the system says.
    #[must_use]
    pub(crate) fn appearance(&self) -> Appearance {
        self.0.contents().appearance
    }

    /// Keeps the appearance.
    ///
    /// # Errors
    /// When the file can't be written; nothing has changed then. So for every method here.
    pub(crate) fn set_appearance(&mut self, appearance: Appearance) -> Result<(), StorageError> {
        self.change(|contents| contents.appearance = appearance)
    }

    /// The language the person has chosen.
    #[must_use]
    pub(crate) fn language(&self) -> LanguageChoice {
        self.0.contents().language
    }

    /// Keeps the language.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn set_language(&mut self, language: LanguageChoice) -> Result<(), StorageError> {
        self.change(|contents| contents.language = language)
    }

    /// Everything larger, to be read from the back of a room.
    #[must_use]
    pub(crate) fn presentation_size(&self) -> bool {
        self.0.contents().presentation_size
    }

    /// Keeps the size.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn set_presentation_size(&mut self, is_on: bool) -> Result<(), StorageError> {
        self.change(|contents| contents.presentation_size = is_on)
    }

    /// How large everything is.
    #[must_use]
    pub(crate) fn zoom(&self) -> Zoom {
        self.0.contents().zoom
    }

    /// Keeps how large.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn set_zoom(&mut self, zoom: Zoom) -> Result<(), StorageError> {
        self.change(|contents| contents.zoom = zoom)
    }

    /// Colours as far apart as they get.
    #[must_use]
    pub(crate) fn high_contrast(&self) -> bool {
        self.0.contents().high_contrast
    }

    /// Keeps whether they are.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn set_high_contrast(&mut self, is_on: bool) -> Result<(), StorageError> {
        self.change(|contents| contents.high_contrast = is_on)
    }

    /// The app stays in the desktop's tray when its window is closed.
    #[must_use]
    pub(crate) fn tray(&self) -> bool {
        self.0.contents().tray
    }

    /// Keeps whether it does.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn set_tray(&mut self, is_on: bool) -> Result<(), StorageError> {
        self.change(|contents| contents.tray = is_on)
    }

    /// Notes that the person is told where the app has gone, and says whether that is news to them.
    /// Where it can't be kept, it always is.
    pub(crate) fn note_tray_told(&mut self) -> bool {
        let is_news = !self.0.contents().tray_told;
        if is_news && let Err(error) = self.change(|contents| contents.tray_told = true) {
            tracing::warn!(%error, "it could not be kept that the person knows the tray");
        }
        is_news
    }

    /// Sessions that end are told of by the desktop.
    #[must_use]
    pub(crate) fn notifications(&self) -> bool {
        self.0.contents().notifications
    }

    /// Keeps whether they are.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn set_notifications(&mut self, is_on: bool) -> Result<(), StorageError> {
        self.change(|contents| contents.notifications = is_on)
    }

    /// The saved connections, most recently used first.
    #[must_use]
    pub(crate) fn profiles(&self) -> &[Profile] {
        &self.0.contents().profiles
    }

    /// One saved connection.
    #[must_use]
    pub(crate) fn profile(&self, id: &str) -> Option<&Profile> {
        self.0
            .contents()
            .profiles
            .iter()
            .find(|profile| profile.id == id)
    }

    /// The connection to begin the next start with: the one the person chose for every start, else
    /// the one used last.
    #[must_use]
    pub(crate) fn resume(&self) -> Option<&str> {
        self.0
            .contents()
            .start_with
            .as_deref()
            .or(self.0.contents().resume.as_deref())
    }

    /// Begins every start with this connection; none: with the one used last.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn start_with(&mut self, id: Option<String>) -> Result<(), StorageError> {
        self.change(|contents| contents.start_with = id)
    }

    /// Changes what a saved connection says of itself, and leaves its place in the list.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn change_profile(
        &mut self,
        id: &str,
        change: impl FnOnce(&mut Profile),
    ) -> Result<(), StorageError> {
        self.change(|contents| {
            if let Some(profile) = contents.profiles.iter_mut().find(|it| it.id == id) {
                change(profile);
            }
        })
    }

    /// Keeps a connection, replacing the one with its id, and goes on with it at the next start.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn put_profile(&mut self, profile: Profile) -> Result<(), StorageError> {
        self.change(|contents| {
            contents.resume = Some(profile.id.clone());
            contents.profiles.retain(|other| other.id != profile.id);
            contents.profiles.insert(0, profile);
        })
    }

    /// Takes a connection out.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn remove_profile(&mut self, id: &str) -> Result<(), StorageError> {
        self.change(|contents| {
            contents.profiles.retain(|profile| profile.id != id);
            contents.resume.take_if(|resume| resume == id);
            contents.start_with.take_if(|chosen| chosen == id);
        })
    }

    /// Starts without a connection the next time.
    ///
    /// # Errors
    /// As above.
    pub(crate) fn resume_nothing(&mut self) -> Result<(), StorageError> {
        if self.0.contents().resume.is_none() {
            return Ok(());
        }
        self.change(|contents| contents.resume = None)
    }

    /// The person's own choices.
    pub(crate) fn preferences(&self) -> &Preferences {
        &self.0.contents().preferences
    }

    /// Keeps the person's own choices.
    pub(crate) fn set_preferences(&mut self, next: Preferences) -> Result<(), StorageError> {
        self.change(|contents| contents.preferences = next)
    }

    /// The saved connections as the person sees them.
    pub(crate) fn profile_views(&self) -> Vec<ProfileView> {
        self.0
            .contents()
            .profiles
            .iter()
            .filter_map(|profile| {
                profile.view(self.0.contents().start_with.as_deref() == Some(profile.id.as_str()))
            })
            .collect()
    }

    /// Settings of these bytes, with no file behind them.
    #[cfg(any(fuzzing, test))]
    pub(crate) fn decoded(bytes: &[u8]) -> Result<Self, StorageError> {
        JsonFile::decoded(bytes).map(Self)
    }

    /// The bytes that would be written.
    #[cfg(any(fuzzing, test))]
    pub(crate) fn encoded(&self) -> Vec<u8> {
        self.0.encoded()
    }

    fn change(&mut self, change: impl FnOnce(&mut Contents)) -> Result<(), StorageError> {
        self.0.change(change)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::*;

    fn profile(id: &str) -> Profile {
        Profile::new(
            id.to_owned(),
            &Environment::integration(),
            "1234".to_owned(),
            7,
        )
    }

    fn in_new_folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        (folder, path)
    }

    #[test]
    fn what_was_kept_is_there_at_the_next_start() {
        let (_folder, path) = in_new_folder();
        let mut settings = Settings::load(&path).unwrap();
        assert_eq!(settings.appearance(), Appearance::System);
        settings.set_appearance(Appearance::Dark).unwrap();
        settings.put_profile(profile("a")).unwrap();
        settings.put_profile(profile("b")).unwrap();
        settings.put_profile(profile("a")).unwrap();

        let settings = Settings::load(&path).unwrap();
        assert_eq!(settings.appearance(), Appearance::Dark);
        assert_eq!(settings.resume(), Some("a"));
        let ids: Vec<_> = settings
            .profiles()
            .iter()
            .map(|profile| profile.id.as_str())
            .collect();
        assert_eq!(ids, ["a", "b"], "most recently used first, each once");
    }

    #[test]
    fn a_removed_connection_is_not_resumed() {
        let (_folder, path) = in_new_folder();
        let mut settings = Settings::load(&path).unwrap();
        settings.put_profile(profile("a")).unwrap();
        settings.remove_profile("a").unwrap();
        let settings = Settings::load(&path).unwrap();
        assert!(settings.profiles().is_empty());
        assert_eq!(settings.resume(), None);
    }

    #[test]
    fn damaged_and_newer_files_are_told_apart_and_left_alone() {
        let (_folder, path) = in_new_folder();
        for (text, expected) in [
            ("", StorageError::Damaged),
            ("{", StorageError::Damaged),
            ("[]", StorageError::Damaged),
            (r#"{"appearance":"dark"}"#, StorageError::Damaged),
            (
                r#"{"version":1,"appearance":"purple"}"#,
                StorageError::Damaged,
            ),
            (
                r#"{"version":2,"appearance":"purple"}"#,
                StorageError::Newer,
            ),
        ] {
            fs::write(&path, text).unwrap();
            assert_eq!(Settings::load(&path).err(), Some(expected), "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn a_change_that_could_not_be_kept_has_not_happened() {
        let mut settings = Settings::in_memory();
        assert_eq!(
            settings.put_profile(profile("a")),
            Err(StorageError::ReadOnly)
        );
        assert!(settings.profiles().is_empty());
    }

    #[test]
    fn a_changed_file_cannot_send_production_keys_elsewhere() {
        let tampered = Profile {
            kind: EnvironmentKind::Production,
            api_base_url: "https://evil.example".to_owned(),
            widget_origins: vec!["https://evil.example".to_owned()],
            ..profile("a")
        };
        assert_eq!(tampered.environment().unwrap(), Environment::production());
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = in_new_folder();
        Settings::load(&path)
            .unwrap()
            .set_appearance(Appearance::Dark)
            .unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
