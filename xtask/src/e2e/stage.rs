//! What a scenario plays on: a display, a bus, a home directory, a simulated MX and the app.

use std::{
    cell::{Cell, RefCell},
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use super::{
    Scenario,
    evidence::{copy_all, directory, plain},
    front::Front,
    gateway::Gateway,
    secrets::{Search, Secret},
};
use crate::{
    driver::{
        Accessibility, App, Bus, Clock, Display, Group, Groups, Home, Person, Sandbox, SmallDisk,
        Speed, Thing, given, processes::family,
    },
    setup::{app_binary, browser_binary, driven_binary},
};

const WIDGET_URL: &str = "a widget URL";
/// Where the app under automation lets WebKitGTK keep its cache.
const CACHE: &str = "data/webview/WebKitCache/";

/// One scenario's world. Everything in it ends with it.
pub(crate) struct Stage {
    // The order matters: the app goes first, the home directory last.
    app: Option<App>,
    mx: Option<Sandbox>,
    front: Front,
    gateway: Option<Gateway>,
    asks_directly: bool,
    bus: Bus,
    accessibility: Option<Accessibility>,
    display: Display,
    clock: Option<Clock>,
    disk: Option<SmallDisk>,
    pub(crate) home: Home,
    groups: Groups,
    secrets: RefCell<Vec<Secret>>,
    pages: RefCell<Vec<(String, String)>>,
    pictures: Cell<usize>,
    automated: bool,
    name: &'static str,
}

impl Stage {
    pub(crate) fn new(scenario: &Scenario, groups: &Groups) -> Result<Self> {
        let home = Home::new()?;
        let display = if scenario.two_displays {
            Display::start_two(groups, &home)?
        } else {
            Display::start(groups)?
        };
        let bus = Bus::start(groups, &home, scenario.keychain)?;
        Ok(Self {
            app: None,
            mx: None,
            front: Front::start()?,
            gateway: None,
            asks_directly: false,
            bus,
            accessibility: None,
            display,
            clock: None,
            disk: None,
            home,
            groups: groups.clone(),
            secrets: RefCell::default(),
            pages: RefCell::default(),
            pictures: Cell::new(0),
            automated: false,
            name: scenario.name,
        })
    }

    /// Starts the simulated MX, as many times faster than the real one as given.
    pub(crate) fn start_mx(&mut self, speed: u32) -> Result<()> {
        self.start_mx_with(speed, &[])
    }

    /// The same, with further options of the simulated MX.
    pub(crate) fn start_mx_with(&mut self, speed: u32, options: &[&str]) -> Result<()> {
        let origin = self.front.origin();
        let speed = Speed(speed);
        let mx = Sandbox::start(&self.groups, &self.home, speed, Some(&origin), options)?;
        self.front.pass_on_to(&mx.api_base_url)?;
        self.keep_secret(&mx);
        self.mx = Some(mx);
        Ok(())
    }

    /// Starts one more, which the app is not told of and nothing stands in front of.
    pub(crate) fn start_another_mx(&self, speed: u32) -> Result<Sandbox> {
        let mx = Sandbox::start(&self.groups, &self.home, Speed(speed), None, &[])?;
        self.keep_secret(&mx);
        Ok(mx)
    }

    fn keep_secret(&self, mx: &Sandbox) {
        self.secret("the API key", &mx.api_key);
        // As it stands in the Authorization header.
        self.secret("the keys", &format!("{}:{}", mx.client_id, mx.api_key));
    }

    pub(crate) fn mx(&self) -> Result<&Sandbox> {
        self.mx
            .as_ref()
            .context("the scenario has not started the simulated MX")
    }

    pub(crate) fn front(&self) -> &Front {
        &self.front
    }

    pub(crate) fn display(&self) -> &Display {
        &self.display
    }

    pub(crate) fn bus(&self) -> &Bus {
        &self.bus
    }

    /// Apps that are opened from now on reach the simulated MX through a gateway, under TLS.
    pub(crate) fn put_a_gateway_before_mx(&mut self) -> Result<()> {
        let behind = self.front.origin().replacen("http://", "", 1);
        self.gateway = Some(Gateway::start(behind, self.home.path())?);
        Ok(())
    }

    /// Apps that are opened from now on ask the simulated MX itself: what happens to a connection
    /// happens to theirs. Only the widget comes from the server in front.
    pub(crate) fn ask_mx_directly(&mut self) {
        self.asks_directly = true;
    }

    pub(crate) fn gateway(&self) -> Result<&Gateway> {
        self.gateway.as_ref().context("there is no gateway")
    }

    /// Apps that are opened from now on see a clock that can be set.
    pub(crate) fn hang_up_a_clock(&mut self) -> Result<()> {
        self.clock = Some(Clock::new(self.home.path())?);
        Ok(())
    }

    pub(crate) fn clock(&self) -> Result<&Clock> {
        self.clock.as_ref().context("there is no clock")
    }

    /// What the app keeps is on a small disk of its own from now on. None where nobody lets us
    /// mount one.
    pub(crate) fn keep_data_on_a_small_disk(&mut self) -> Result<Option<&SmallDisk>> {
        self.disk = SmallDisk::mount(&self.home.data(), 24)?;
        Ok(self.disk.as_ref())
    }

    pub(crate) fn disk(&self) -> Result<&SmallDisk> {
        self.disk.as_ref().context("there is no small disk")
    }

    /// The keychain's service ends.
    pub(crate) fn lose_the_keychain(&mut self) {
        self.bus.end_the_keychain();
    }

    /// It is started again, and unlocked, as after logging in.
    pub(crate) fn bring_the_keychain_back(&mut self) -> Result<()> {
        self.bus.start_the_keychain(&self.groups, &self.home)
    }

    /// The desktop's dialog asks for the keychain's password from now on.
    pub(crate) fn ask_for_the_keychains_password(&self) -> Result<Group> {
        self.bus
            .ask_for_the_password(&self.groups, &self.home, self.display.name())
    }

    /// Puts text on the clipboard as another program does, for as long as it is kept.
    pub(crate) fn copy_elsewhere(&self, text: &str) -> Result<Group> {
        self.display.copy_elsewhere(&self.groups, text)
    }

    /// The base URL the app is given: the gateway or the server in front, with the path of the one
    /// behind.
    pub(crate) fn api_base_url(&self) -> Result<String> {
        let behind = &self.mx()?.api_base_url;
        if self.asks_directly {
            return Ok(behind.clone());
        }
        let path = behind.splitn(4, '/').nth(3).unwrap_or_default();
        let gateway = self.gateway.as_ref().map(Gateway::origin);
        let origin = gateway.unwrap_or_else(|| self.front.origin());
        Ok(format!("{origin}/{path}"))
    }

    /// Opens the app with no word about which MX, as a person does.
    pub(crate) fn open(&mut self) -> Result<()> {
        self.open_with(&[], &[])
    }

    /// Opens the app connected to the simulated MX, its keys held for this run.
    pub(crate) fn open_connected(&mut self) -> Result<()> {
        self.open_connected_with(&[])
    }

    /// The same, with more places the widget may come from.
    pub(crate) fn open_connected_with(&mut self, more_origins: &[String]) -> Result<()> {
        let mut args = self.connected()?;
        for more in more_origins {
            args.extend(["--widget-origin".to_owned(), more.clone()]);
        }
        self.open_with(&args, &self.keys()?)
    }

    /// Starts a screen reader's bus. Apps that are opened from now on tell it what they show.
    pub(crate) fn listen(&mut self) -> Result<()> {
        let bus = Accessibility::start(&self.groups, &self.home, &self.bus, &self.display)?;
        self.accessibility = Some(bus);
        Ok(())
    }

    /// Everything a screen reader is told of the page. None: nobody listens.
    pub(crate) fn hears(&self) -> Result<Option<Vec<Thing>>> {
        self.accessibility
            .as_ref()
            .map(Accessibility::page)
            .transpose()
    }

    /// Opens the app connected, on a system of this language (`es_MX`).
    pub(crate) fn open_connected_speaking(&mut self, language: &str) -> Result<()> {
        let args = self.connected()?;
        let mut environment = self.keys()?.to_vec();
        environment.push(("LANG".to_owned(), format!("{language}.UTF-8")));
        environment.push(("LANGUAGE".to_owned(), language.to_owned()));
        self.open_with(&args, &environment)
    }

    /// What the person has set in their desktop, for programs that are opened from now on; by GTK's
    /// names.
    pub(crate) fn set_desktop(&self, settings: &[(&str, &str)]) -> Result<()> {
        let folder = self.home.path().join(".config/gtk-3.0");
        fs::create_dir_all(&folder)?;
        let mut text = "[Settings]\n".to_owned();
        for (name, value) in settings {
            text.push_str(&format!("{name}={value}\n"));
        }
        Ok(fs::write(folder.join("settings.ini"), text)?)
    }

    /// Opens the app with the simulated MX inside it, as a presenter does, so many times faster.
    pub(crate) fn open_presenting(&mut self, speed: u32, flags: &[&str]) -> Result<()> {
        let speed = speed.to_string();
        let sandbox = ["--environment", "sandbox", "--sandbox-speed", &speed];
        let args = sandbox.iter().chain(flags).map(ToString::to_string);
        self.open_with(&args.collect::<Vec<_>>(), &[])
    }

    /// The same with another build of the app.
    pub(crate) fn open_presenting_as(&mut self, program: &Path, speed: u32) -> Result<()> {
        let speed = speed.to_string();
        let args = ["--environment", "sandbox", "--sandbox-speed", &speed];
        self.open_program(program, &args.map(str::to_owned), &[])
    }

    /// Opens the app connected, with further flags.
    pub(crate) fn open_connected_and(&mut self, flags: &[&str]) -> Result<()> {
        let mut args = self.connected()?;
        args.extend(flags.iter().map(ToString::to_string));
        self.open_with(&args, &self.keys()?)
    }

    /// Opens the app connected, with nothing that could drive it: only the display, its keyboard
    /// and its pointer are left, as for a person.
    pub(crate) fn open_by_hand(&self, program: &Path) -> Result<impl Drop + use<>> {
        let mut args = self.always();
        args.extend(self.connected()?);
        let keys = self.keys()?;
        self.home.start_by_hand(
            &self.groups,
            &self.display,
            &self.bus,
            program,
            &args,
            &keys,
        )
    }

    /// The same, with no rights but an ordinary account's.
    pub(crate) fn open_without_rights(&self) -> Result<Group> {
        let mut args = self.always();
        args.extend(self.connected()?);
        let keys = self.keys()?;
        self.home.start_without_rights(
            &self.groups,
            &self.display,
            &self.bus,
            &app_binary(),
            &args,
            &keys,
        )
    }

    /// Runs the app connected, without a window, until it ends by itself. Answers its exit code
    /// and what it wrote to standard output.
    pub(crate) fn run_to_its_end(&self, flags: &[&str]) -> Result<(Option<i32>, String)> {
        let mut args = self.always();
        args.extend(self.connected()?);
        args.extend(flags.iter().map(ToString::to_string));
        let keys = self.keys()?;
        self.home
            .run_to_its_end(&self.display, &self.bus, &app_binary(), &args, &keys)
    }

    /// Opens the app by hand on a folder of its own, with the simulated MX inside it.
    pub(crate) fn open_in(&self, folder: &Path) -> Result<impl Drop + use<>> {
        let folder = folder.display().to_string();
        let args = ["--data-dir", &folder, "--environment", "sandbox"].map(str::to_owned);
        self.home.start_by_hand(
            &self.groups,
            &self.display,
            &self.bus,
            &app_binary(),
            &args,
            &[],
        )
    }

    /// Starts the app again on the folder of the one that is open. Answers its exit code.
    pub(crate) fn start_again(&self, flags: &[&str]) -> Result<Option<i32>> {
        let mut args = self.always();
        args.extend(flags.iter().map(ToString::to_string));
        let app = app_binary();
        let ended = self
            .home
            .run_to_its_end(&self.display, &self.bus, &app, &args, &[])?;
        Ok(ended.0)
    }

    /// The computer goes to sleep: nothing of the app runs until it wakes.
    pub(crate) fn sleep(&self) -> Result<()> {
        self.app()?.stop_all()
    }

    /// It wakes.
    pub(crate) fn wake(&self) -> Result<()> {
        self.app()?.let_all_go_on()
    }

    /// Has the app hang.
    pub(crate) fn suspend_app(&self) -> Result<()> {
        self.app.as_ref().context("the app is not open")?.suspend()
    }

    fn connected(&self) -> Result<Vec<String>> {
        let (base, origin) = (self.api_base_url()?, self.front.origin());
        let args = [
            "--environment",
            "custom",
            "--credentials-from-env",
            "--api-base-url",
            &base,
        ];
        let origin = ["--widget-origin", &origin];
        Ok(args.into_iter().chain(origin).map(str::to_owned).collect())
    }

    fn keys(&self) -> Result<[(String, String); 2]> {
        let mx = self.mx()?;
        let pair = [("MX_CLIENT_ID", &mx.client_id), ("MX_API_KEY", &mx.api_key)];
        Ok(pair.map(|(name, value)| (name.to_owned(), value.clone())))
    }

    fn always(&self) -> Vec<String> {
        let data = self.home.data().display().to_string();
        // The most talkative log, because it may hold no secret either.
        ["--data-dir", &data, "--log-level", "debug"]
            .map(str::to_owned)
            .to_vec()
    }

    /// Opens a plain browser in place of the app, in a desktop of light or of dark colours.
    pub(crate) fn open_browser(&mut self, dark: bool) -> Result<()> {
        self.close();
        let theme = if dark { "Adwaita:dark" } else { "Adwaita" };
        let app = App::start(
            &self.groups,
            &self.home,
            &self.display,
            &self.bus,
            &browser_binary().context("WebKitGTK's own browser is not installed")?,
            &["--automation".to_owned()],
            &[("GTK_THEME".to_owned(), theme.to_owned())],
        )?;
        app.person().be_patient_for(Duration::from_secs(15));
        self.app = Some(app);
        Ok(())
    }

    /// Opens a plain browser beside the app: the customer's own device.
    pub(crate) fn open_browser_beside(&self) -> Result<App> {
        let app = App::start(
            &self.groups,
            &self.home,
            &self.display,
            &self.bus,
            &browser_binary().context("WebKitGTK's own browser is not installed")?,
            &["--automation".to_owned()],
            &[],
        )?;
        app.person().be_patient_for(Duration::from_secs(15));
        Ok(app)
    }

    fn open_with(&mut self, args: &[String], keys: &[(String, String)]) -> Result<()> {
        self.open_program(&driven_binary(), args, keys)
    }

    fn open_program(
        &mut self,
        program: &Path,
        args: &[String],
        keys: &[(String, String)],
    ) -> Result<()> {
        self.close();
        self.automated = true;
        let mut all = self.always();
        all.extend_from_slice(args);
        let mut environment = keys.to_vec();
        environment.extend(self.gateway.as_ref().map(Gateway::trust));
        environment.extend(self.clock.iter().flat_map(Clock::environment));
        if self.accessibility.is_some() {
            environment.push(("NO_AT_BRIDGE".to_owned(), "0".to_owned()));
        }
        let app = App::start(
            &self.groups,
            &self.home,
            &self.display,
            &self.bus,
            program,
            &all,
            &environment,
        )?;
        app.person().be_patient_for(Duration::from_secs(15));
        self.app = Some(app);
        Ok(())
    }

    /// Starts a build of the app for a driver, and says whether that gets hold of its window.
    pub(crate) fn can_be_driven(&mut self, program: &Path) -> Result<bool> {
        self.close();
        self.automated = true;
        let mut args = self.always();
        args.extend(self.connected()?);
        let keys = self.keys()?;
        let started = App::start(
            &self.groups,
            &self.home,
            &self.display,
            &self.bus,
            program,
            &args,
            &keys,
        );
        Ok(started.is_ok())
    }

    /// Closes the app's window for good.
    pub(crate) fn close(&mut self) {
        self.app = None;
    }

    /// Ends the app as a crash would.
    pub(crate) fn kill_app(&mut self) -> Result<()> {
        self.app.take().context("the app is not open")?.kill()
    }

    /// The display goes away under the app, and there is another one.
    pub(crate) fn lose_the_display(&mut self) -> Result<()> {
        // The old one ends as the new one takes its place.
        self.display = Display::start(&self.groups)?;
        Ok(())
    }

    /// Whoever sits in front of the app.
    pub(crate) fn person(&self) -> Result<&Person> {
        Ok(self.app.as_ref().context("the app is not open")?.person())
    }

    /// The app, with its processes.
    pub(crate) fn app(&self) -> Result<&App> {
        self.app.as_ref().context("the app is not open")
    }

    /// Something that must not be found anywhere afterwards.
    pub(crate) fn secret(&self, what: &'static str, value: &str) {
        self.secrets.borrow_mut().push(Secret::new(what, value));
    }

    /// Keeps the page as it is now, to look through it afterwards.
    pub(crate) fn keep_page(&self, when: &str) -> Result<()> {
        let page = self.person()?.page()?;
        self.pages.borrow_mut().push((when.to_owned(), page));
        Ok(())
    }

    /// Where pictures and logs of this scenario are kept.
    pub(crate) fn directory(&self) -> PathBuf {
        directory(self.name)
    }

    /// Takes a picture of the display.
    pub(crate) fn picture(&self, of: &str) -> Result<()> {
        self.pictures.set(self.pictures.get() + 1);
        let file = format!("{:02}-{of}.png", self.pictures.get());
        self.display.picture(&self.directory().join(file))
    }

    /// Ends the scenario: looks through everything it left behind for its secrets.
    pub(crate) fn finish(mut self) -> Result<Search> {
        if self.app.is_some() {
            self.keep_page("at the end")?;
        }
        if let Some(mx) = &self.mx {
            for number in mx.account_numbers()? {
                self.secret("an account number", &number);
            }
        }
        for token in self.front.tokens() {
            self.secret(WIDGET_URL, &token);
        }
        let secrets = self.secrets.take();
        if self.automated {
            let log = self.home.data().join("logs/connect-desk.log");
            let is_there = fs::metadata(&log).is_ok_and(|log| log.len() > 0);
            ensure!(is_there, "the app has kept no log that could be searched");
        }
        let mut search = Search {
            secrets: secrets.len(),
            ..Search::default()
        };
        // An app that has ended by itself has no process any more.
        if let Some(Ok(app)) = self.app.as_ref().map(App::id) {
            for pid in family(app)? {
                if let Ok(given) = given::given_to(pid) {
                    search.process(&secrets, &given::program(pid), &given);
                }
            }
        }
        self.close();
        let automated = self.automated;
        search.files(&secrets, self.home.path(), |secret, name| {
            // What the tests' own servers print, and the browser's stand-in.
            let ours = name.starts_with("run/") || name.starts_with("bin/");
            // WebKitGTK can be driven only in a context that keeps a cache, and names the page in
            // it. That a person's app keeps none is a scenario of its own, without automation.
            let cached = automated && secret.what == WIDGET_URL && name.starts_with(CACHE);
            ours || cached
        })?;
        for (when, page) in self.pages.take() {
            search.page(&secrets, &when, &page);
        }
        Ok(search)
    }

    /// Everything that must not be found, with what the simulated MX has made meanwhile.
    pub(crate) fn all_secrets(&self) -> Result<Vec<Secret>> {
        let mut all = self.secrets.borrow().clone();
        for number in self.mx()?.account_numbers()? {
            all.push(Secret::new("an account number", &number));
        }
        for token in self.front.tokens() {
            all.push(Secret::new(WIDGET_URL, &token));
        }
        Ok(all)
    }

    /// After a failure: keeps a picture and the app's log. `of`: beside those of other failures.
    pub(crate) fn keep_evidence(&self, of: Option<&str>) -> Result<()> {
        let directory = of.map_or_else(|| self.directory(), |of| self.directory().join(plain(of)));
        fs::create_dir_all(&directory)?;
        copy_all(&self.home.logs(), &directory)?;
        let servers = self.home.runtime().join("mx-sandbox.log");
        if servers.is_file() {
            fs::copy(servers, directory.join("mx-sandbox.log"))?;
        }
        self.display.picture(&directory.join("failed.png"))
    }
}
