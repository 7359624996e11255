//! Setups under names: kept in a file of their own, and carried from desk to desk in files of the
//! same form.

use std::{fs::File, io::Read, path::Path};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::paste;
use crate::{
    desk::{Desk, locked},
    files::Saving,
    json_file::{JsonFile, Versioned},
    storage::StorageError,
    view::{
        AuditAction, ImportedPresets, Problem, ProblemCode, SavedFile, WidgetPreset, WidgetSetup,
        counted,
    },
};

/// More than anybody finds their way in.
const MOST_PRESETS: usize = 500;
const LONGEST_NAME: usize = 60;
/// Larger files are no presets.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// The presets, and the file they are kept in.
pub(crate) struct Presets(JsonFile<Contents>);

#[derive(Clone, Serialize, Deserialize)]
struct Contents {
    version: u32,
    #[serde(default)]
    presets: Vec<WidgetPreset>,
}

impl Default for Contents {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            presets: Vec::new(),
        }
    }
}

impl Versioned for Contents {
    const VERSION: u32 = 1;
}

impl Presets {
    /// Reads the file; none is as good as an empty one.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] and [`StorageError::Newer`] as they say; the file is left alone.
    pub(crate) fn load(path: &Path) -> Result<Self, StorageError> {
        JsonFile::load(path).map(Self)
    }

    /// Presets that can't be kept.
    pub(crate) fn in_memory() -> Self {
        Self(JsonFile::in_memory())
    }

    fn all(&self) -> &[WidgetPreset] {
        &self.0.contents().presets
    }

    fn change(&mut self, change: impl FnOnce(&mut Vec<WidgetPreset>)) -> Result<(), Problem> {
        self.0
            .change(|contents| {
                change(&mut contents.presets);
                contents
                    .presets
                    .sort_by_key(|preset| preset.name.to_lowercase());
            })
            .map_err(StorageError::problem)
    }

    fn find(&self, id: &str) -> Result<&WidgetPreset, Problem> {
        self.all()
            .iter()
            .find(|preset| preset.id == id)
            .ok_or_else(gone)
    }

    /// The name as it is kept, if a preset may be called so.
    ///
    /// # Errors
    /// `invalid_input` when the name can't be one, or another preset's is the same.
    fn name_for(&self, id: Option<&str>, name: &str) -> Result<String, Problem> {
        let name = name.trim();
        let refuse = |message: &str| Err(Problem::invalid_input(message));
        if name.is_empty() || name.chars().any(char::is_control) {
            return refuse("A preset needs a name.");
        }
        if name.chars().count() > LONGEST_NAME {
            return refuse("A preset's name has 60 characters at most.");
        }
        let is_taken = self
            .all()
            .iter()
            .any(|other| Some(other.id.as_str()) != id && same(&other.name, name));
        if is_taken {
            return refuse("Another preset has this name.");
        }
        Ok(name.to_owned())
    }

    fn refuse_when_full(&self, more: usize) -> Result<(), Problem> {
        if self.all().len() + more <= MOST_PRESETS {
            return Ok(());
        }
        Err(Problem::not_now(
            "There are too many presets.",
            "Delete some of them first.",
        ))
    }
}

impl Desk {
    /// The presets, by name.
    #[must_use]
    pub fn presets(&self) -> Vec<WidgetPreset> {
        locked(&self.0.presets).all().to_vec()
    }

    /// Keeps a setup: under a name of its own, or in place of what a preset has held. Says which
    /// preset it is.
    ///
    /// # Errors
    /// `invalid_input` for the name; `not_found` when the preset is gone; `storage_failed`.
    pub fn save_preset(
        &self,
        id: Option<&str>,
        name: &str,
        setup: WidgetSetup,
    ) -> Result<String, Problem> {
        let mut presets = locked(&self.0.presets);
        let name = presets.name_for(id, name)?;
        let id = match id {
            Some(id) => presets.find(id)?.id.clone(),
            None => {
                presets.refuse_when_full(1)?;
                Uuid::new_v4().to_string()
            }
        };
        let preset = WidgetPreset {
            id: id.clone(),
            name,
            setup,
        };
        presets.change(|all| {
            all.retain(|other| other.id != preset.id);
            all.push(preset);
        })?;
        Ok(id)
    }

    /// Gives a preset another name.
    ///
    /// # Errors
    /// As [`Desk::save_preset`].
    pub fn rename_preset(&self, id: &str, name: &str) -> Result<(), Problem> {
        let setup = locked(&self.0.presets).find(id)?.setup.clone();
        self.save_preset(Some(id), name, setup).map(drop)
    }

    /// Makes another preset of the same setup, and says which.
    ///
    /// # Errors
    /// As [`Desk::save_preset`].
    pub fn duplicate_preset(&self, id: &str) -> Result<String, Problem> {
        let (name, setup) = {
            let presets = locked(&self.0.presets);
            let preset = presets.find(id)?;
            let names = presets.all().iter().map(|preset| preset.name.clone());
            (
                free_name(&preset.name, &names.collect::<Vec<_>>()),
                preset.setup.clone(),
            )
        };
        self.save_preset(None, &name, setup)
    }

    /// Deletes a preset.
    ///
    /// # Errors
    /// `not_found` when it is gone already; `storage_failed`.
    pub fn delete_preset(&self, id: &str) -> Result<(), Problem> {
        let mut presets = locked(&self.0.presets);
        presets.find(id)?;
        presets.change(|all| all.retain(|preset| preset.id != id))
    }

    /// Saves presets where the person says: one, or all of them. None if they changed their mind.
    ///
    /// # Errors
    /// `forbidden_by_policy`; `not_found`; `storage_failed`; `save_failed`.
    pub async fn export_presets(&self, id: Option<&str>) -> Result<Option<SavedFile>, Problem> {
        self.refuse_export()?;
        let (presets, subject) = {
            let presets = locked(&self.0.presets);
            match id {
                Some(id) => {
                    let preset = presets.find(id)?.clone();
                    let subject = format!("preset {}", preset.name);
                    (vec![preset], subject)
                }
                None => (presets.all().to_vec(), "all presets".to_owned()),
            }
        };
        let saving = Saving {
            suggested_name: "connect-presets.json".to_owned(),
            action: AuditAction::ExportPresets,
            subject,
            reason: None,
        };
        let count = counted(presets.len());
        let contents = Contents {
            version: Contents::VERSION,
            presets,
        };
        self.save_file(saving, move |file| {
            serde_json::to_writer_pretty(file, &contents)?;
            Ok(count)
        })
        .await
    }

    /// Adds the presets of a file the person chooses: one that a desk has exported, or a request's
    /// body. None if they changed their mind.
    ///
    /// # Errors
    /// `invalid_input` when the file holds neither; `not_now`; `storage_failed`.
    pub async fn import_presets(&self) -> Result<Option<ImportedPresets>, Problem> {
        let Some(path) = self.0.ports.open_dialog.ask("json").await else {
            return Ok(None);
        };
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let read = tokio::task::spawn_blocking(move || read_file(&path)).await;
        let text = read.map_err(|_| Problem::internal())??;
        self.take_presets(&text, &name).map(Some)
    }

    fn take_presets(&self, text: &str, file: &str) -> Result<ImportedPresets, Problem> {
        let (found, refused) = read_presets(text, file)?;
        let mut presets = locked(&self.0.presets);
        presets.refuse_when_full(found.len())?;
        let mut names: Vec<String> = presets.all().iter().map(|it| it.name.clone()).collect();
        let mut taken = Vec::new();
        for (name, setup) in found {
            let name = free_name(&name, &names);
            names.push(name.clone());
            taken.push(WidgetPreset {
                id: Uuid::new_v4().to_string(),
                name,
                setup,
            });
        }
        let added = counted(taken.len());
        if added > 0 {
            presets.change(|all| all.extend(taken))?;
        }
        Ok(ImportedPresets { added, refused })
    }
}

fn gone() -> Problem {
    Problem::new(
        ProblemCode::NotFound,
        "This preset is gone.",
        "Choose another, or save the options under a new name.",
    )
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The name, or the name with the first number that makes it another than all of these.
fn free_name(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.iter().any(|taken| same(taken, name));
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME - 6)
        .collect();
    let name = match name.trim() {
        "" => "Preset".to_owned(),
        trimmed => trimmed.to_owned(),
    };
    std::iter::once(name.clone())
        .chain((2..).map(|count| format!("{name} ({count})")))
        .find(is_free)
        .unwrap_or(name)
}

fn read_file(path: &Path) -> Result<String, Problem> {
    let unreadable = |_| {
        Problem::new(
            ProblemCode::InvalidInput,
            "The file could not be read.",
            "Choose a file with presets, or with the body of a request, as JSON.",
        )
    };
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST_FILE).read_to_string(&mut text))
        .map_err(unreadable)?;
    Ok(text)
}

/// Presets of a file, and what of it could not be used.
type Found = (Vec<(String, WidgetSetup)>, Vec<String>);

/// Reads bytes as the file the presets are kept in, and as one to import.
///
/// # Panics
/// If something of what was read is another after it was written.
#[cfg(any(fuzzing, test))]
pub(crate) fn presets_are_read(bytes: &[u8]) {
    if let Ok(kept) = JsonFile::<Contents>::decoded(bytes) {
        let written = kept.encoded();
        let again = JsonFile::<Contents>::decoded(&written);
        assert!(again.is_ok_and(|again| again.encoded() == written));
    }
    let Ok((found, refused)) = std::str::from_utf8(bytes)
        .map_err(drop)
        .and_then(|text| read_presets(text, "a file").map_err(drop))
    else {
        return;
    };
    // What can't be used is said by name, and there is an end to it.
    assert!(refused.len() <= bytes.len());
    let mut names = Vec::new();
    let mut presets = Vec::new();
    for (name, setup) in found {
        let name = free_name(&name, &names);
        assert!(name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control));
        names.push(name.clone());
        presets.push(WidgetPreset {
            id: String::new(),
            name,
            setup,
        });
    }
    let contents = Contents {
        version: Contents::VERSION,
        presets,
    };
    let text = serde_json::to_string(&contents).unwrap_or_default();
    let again = read_presets(&text, "a file").map(|(found, _)| found);
    let as_read = contents.presets.into_iter().map(|it| (it.name, it.setup));
    assert!(again.is_ok_and(|again| again == as_read.collect::<Vec<_>>()));
}

fn read_presets(text: &str, file: &str) -> Result<Found, Problem> {
    let fields = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let Some(Value::Array(presets)) = fields.get("presets") else {
        let read = paste::read(text)?;
        let setup = WidgetSetup {
            options: read.options,
            ..WidgetSetup::default()
        };
        return Ok((vec![(file.to_owned(), setup)], read.refused));
    };
    if fields.get("version").and_then(Value::as_u64) != Some(u64::from(Contents::VERSION)) {
        return Err(Problem::new(
            ProblemCode::InvalidInput,
            "The file was written by a newer version of the app.",
            "Update Connect Desk, or export the presets from a desk of this version.",
        ));
    }
    let mut found = Vec::new();
    let mut refused = Vec::new();
    for (at, preset) in presets.iter().enumerate() {
        match read_preset(preset) {
            Some((name, setup, unused)) => {
                refused.extend(unused.iter().map(|what| format!("{name}: {what}")));
                found.push((name, setup));
            }
            None => refused.push(format!("Entry {} is not a preset.", at + 1)),
        }
    }
    Ok((found, refused))
}

fn read_preset(preset: &Value) -> Option<(String, WidgetSetup, Vec<String>)> {
    let name = preset.get("name")?.as_str()?.to_owned();
    let setup = preset.get("setup")?.as_object()?;
    let options = setup.get("options").cloned().unwrap_or_default();
    let options = options.as_object().cloned().unwrap_or_default();
    let mut read = paste::read_fields(options);
    let of = |name: &str| setup.get(name).filter(|value| !value.is_null());
    let generation = of("generation").map(|value| serde_json::from_value(value.clone()));
    if let Some(Err(_)) = generation {
        read.refused.push("generation is none of MX's.".to_owned());
    }
    let language = of("language").map(Value::as_str);
    if language == Some(None) {
        read.refused.push("language must be a text.".to_owned());
    }
    let setup = WidgetSetup {
        generation: generation.and_then(Result::ok).unwrap_or_default(),
        language: language.flatten().map(str::to_owned),
        options: read.options,
    };
    Some((name, setup, read.refused))
}
