//! One session as the person sees it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AggregationView, DepositView, EnvironmentKind, Problem, ResultView, WidgetSetup};

/// A session: one customer, one opening (or several) of the widget, one outcome.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SessionView {
    /// Identifies the session in every command about it.
    pub id: String,
    /// Whose account is verified.
    pub customer: CustomerView,
    /// What the widget was asked to do.
    pub mode: SessionMode,
    /// How the widget reaches the customer.
    pub hand_over: HandOver,
    /// The other ways the widget can be handed over now.
    pub other_hand_overs: Vec<HandOver>,
    /// The link, in the hand-over by link.
    pub link: Option<LinkView>,
    /// Where the session stands; decides which screen is drawn.
    pub phase: SessionPhase,
    /// Increases each time the widget must be mounted anew: the UI then asks for a ticket.
    pub widget_mount: u32,
    /// Origin of the widget's URL; messages from any other are refused.
    pub widget_origin: Option<String>,
    /// The step the widget is on, MX's name (`search`, `enterCreds`, …): as it says, or as MX has it
    /// once MX has handed back what the widget still waits for.
    pub widget_step: Option<String>,
    /// The institution, once chosen.
    pub institution: Option<InstitutionView>,
    /// MX's guid of the member, once MX has confirmed that it belongs to this user.
    pub member_guid: Option<String>,
    /// What MX says about the member, once asked.
    pub status: Option<StatusView>,
    /// The test deposits the session is about, once MX has confirmed that they are this user's.
    pub deposit: Option<DepositView>,
    /// MX is being asked how they stand, while the session waits for them.
    pub deposit_asked: bool,
    /// The widget on screen was opened on them, for their amounts.
    pub enters_amounts: bool,
    /// What the widget shows the customer that the agent should know, in plain words.
    pub widget_note: Option<String>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Messages that were refused; nothing else changes because of them.
    pub refused_messages: u32,
    /// The numbers, when there are any.
    pub result: Option<ResultView>,
    /// Accounts by kind and how their transactions stand, once an aggregation is done.
    pub aggregation: Option<AggregationView>,
    /// How it ended, in the phases `done` and `stopped`.
    pub ending: Option<EndingView>,
    /// What stands in the way now, if anything.
    pub problem: Option<Problem>,
    /// What the person can do now, the most useful first. The first is the primary button.
    pub actions: Vec<SessionAction>,
    /// When the session began, in milliseconds since the Unix epoch.
    pub started_at_ms: f64,
    /// When it ended, if it has.
    pub ended_at_ms: Option<f64>,
    /// When MX last answered, in milliseconds since the Unix epoch: where a check changes nothing, that
    /// it was made.
    pub answered_at_ms: Option<f64>,
}

/// One line of the list of open sessions.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SessionSummary {
    /// The session's id.
    pub id: String,
    /// The company's own id of the customer.
    pub customer_id: String,
    /// What the widget was asked to do.
    pub mode: SessionMode,
    /// How the widget reaches the customer.
    pub hand_over: HandOver,
    /// Where it stands.
    pub phase: SessionPhase,
    /// See [`SessionView::widget_mount`]: a widget that is *here* stays mounted while another
    /// session is on screen.
    pub widget_mount: u32,
    /// Name of the institution, once chosen.
    pub institution: Option<String>,
    /// How it ended, in the phases `done` and `stopped`.
    pub ending: Option<EndingKind>,
    /// Whose turn it is, once MX has said so: of its test deposits or, without any, of its member.
    pub turn: Option<Turn>,
    /// Somebody at this desk should look: it ended since it was last on screen, or has a problem.
    pub needs_attention: bool,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: f64,
}

/// How the widget reaches the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HandOver {
    /// In the agent's own window.
    #[default]
    Here,
    /// In a window of its own that can do nothing else, for a screen turned to the customer.
    Window,
    /// By a link the customer opens on a device of their own.
    Link,
}

/// The link that was made for the customer. The address itself is not here: it is copied by Rust,
/// or drawn as a code from [`LinkCode`].
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LinkView {
    /// Until when it can be opened, milliseconds since the Unix epoch. Who has opened it by then
    /// may finish.
    pub expires_at_ms: f64,
    /// It can't be opened any more; a new one can be made.
    pub expired: bool,
    /// It can be copied and drawn as a code: it has not expired, and is of this run. (The address
    /// is kept in memory alone.)
    pub available: bool,
    /// How long the session goes on asking MX whether the customer has finished, milliseconds
    /// since the Unix epoch.
    pub followed_until_ms: f64,
}

/// The link as a QR code. Not `Debug`: it is the link.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LinkCode {
    /// Modules along one side, without the quiet zone.
    pub size: u32,
    /// `size` × `size` modules row by row, `1` for a dark one.
    #[ts(type = "string")]
    #[serde(serialize_with = "super::expose")]
    pub modules: secrecy::SecretString,
}

/// A display the customer window can be put on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DisplayView {
    /// Identifies the display in the call that opens the window.
    pub id: u32,
    /// The system's name of it, or its number.
    pub name: String,
    /// Its size in pixels.
    pub width: u32,
    /// Its size in pixels.
    pub height: u32,
    /// The agent's own window is on it.
    pub is_current: bool,
}

/// Whose account is verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerView {
    /// The company's own id of the customer (MX: the user's `id`).
    pub id: String,
    /// MX's guid (`USR-…`), once known.
    pub guid: Option<String>,
    /// E-mail, if MX has one.
    pub email: Option<String>,
}

/// The answer to looking up a customer id before a session starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CustomerLookup {
    /// The customer, if MX knows the id already.
    pub customer: Option<CustomerView>,
    /// Their connections.
    pub members: Vec<KnownMember>,
}

/// A connection the customer already has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KnownMember {
    /// MX's guid (`MBR-…`).
    pub guid: String,
    /// Name of the institution.
    pub name: String,
    /// What MX says about it.
    pub status: StatusView,
    /// The shortest way to verified numbers.
    pub way: MemberWay,
}

/// The shortest way from a connection to verified numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MemberWay {
    /// Ask MX to verify again; the customer is not needed unless the bank asks something.
    VerifyAgain,
    /// Open the widget on it: the customer has something to do there.
    Repair,
    /// A job is running already: follow it.
    Follow,
    /// It is beyond repair: connect anew.
    ConnectAnew,
}

/// What the widget is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SessionMode {
    /// Account and routing numbers.
    Verification,
    /// Accounts and transactions.
    Aggregation,
}

/// The form that starts a session.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StartInput {
    /// The company's own id of the customer: letters, digits, `-` and `_` (MX facts, users).
    pub customer_id: String,
    /// Optional e-mail, used only if the user must be created.
    pub email: Option<String>,
    /// Optional free text kept by MX with the user. Never secrets.
    pub metadata: Option<String>,
    /// What the widget is asked to do.
    pub mode: SessionMode,
    /// Open on this existing member to repair it, instead of on the search.
    pub member_guid: Option<String>,
    /// Go on with this microdeposit: MX is asked how it stands, and no widget is opened before.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub microdeposit_guid: Option<String>,
    /// Verify `member_guid` without the widget: MX asks the bank again by itself. Where the bank
    /// asks something, the widget can be opened on it.
    #[serde(default)]
    pub without_widget: bool,
    /// How the widget reaches the customer.
    #[serde(default)]
    pub hand_over: HandOver,
    /// The display of the customer window, for [`HandOver::Window`].
    #[serde(default)]
    pub display: Option<u32>,
    /// The name the agent was given, to compare the account's owners with. Kept in memory only.
    #[serde(default)]
    pub owner_name: Option<String>,
    /// Whether the app is drawn dark now; the widget is asked to match.
    pub dark: bool,
    /// The widget's options, for every time it is opened in this session; none: as always. What they
    /// say about the purpose and the member goes before `mode` and `member_guid`.
    #[serde(default)]
    #[ts(optional)]
    pub setup: Option<WidgetSetup>,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SessionPhase {
    /// Finding or creating the user and asking for the widget URL.
    Preparing,
    /// The widget is (or should be) on screen.
    Open,
    /// The widget is gone; MX is being asked how it ended.
    Checking,
    /// Finished with numbers.
    Done,
    /// Finished without; `status`, `problem` and `actions` say why and how to go on.
    Stopped,
}

/// How a session ended, or what it waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EndingView {
    /// What kind of ending; the UI picks heading and picture by it.
    pub kind: EndingKind,
    /// What happened and what comes next, in plain words.
    pub text: String,
}

/// The kinds of ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EndingKind {
    /// The numbers (or, in aggregation, the accounts) are here.
    Verified,
    /// The customer connected no bank.
    NothingConnected,
    /// The bank is connected, but none of its accounts has numbers.
    NoEligibleAccounts,
    /// MX still works on it; asking again later helps.
    StillWorking,
    /// Somebody has to act first; `status` says who and what.
    Waiting,
    /// Two test deposits are on their way, or wait for the customer to say their amounts.
    AwaitingDeposits,
    /// The test deposits came to nothing.
    DepositsFailed,
    /// The connection, or the test deposits, were removed.
    Removed,
    /// A failure; `problem` says which.
    Failed,
}

/// A member's status in MX's word, and what it means for the people involved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusView {
    /// MX's name (`CONNECTED`, `DENIED`, …), or what MX sent if it is none we know.
    pub name: String,
    /// What it means, in plain words.
    pub meaning: String,
    /// Whose turn it is.
    pub turn: Turn,
    /// MX's own displayable message, if it sent one.
    pub mx_message: Option<String>,
    /// Whether a job is running for the member now.
    pub is_working: bool,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Turn {
    /// The agent at this desk.
    Agent,
    /// The customer, in the widget.
    Customer,
    /// The customer, at their bank.
    CustomerAtBank,
    /// MX or the bank: waiting helps.
    Mx,
    /// Somebody at MX's or the company's support.
    Support,
    /// Nobody: it is done.
    Nobody,
}

/// Something the person can do about the session now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SessionAction {
    /// Take the widget away and ask MX how far it got.
    CloseWidget,
    /// Ask MX again.
    CheckAgain,
    /// Open the widget again on the same member.
    Reopen,
    /// Open the widget on the test deposits, for the customer to enter what is missing.
    EnterAmounts,
    /// Open a fresh widget (the first one never loaded, or its URL expired).
    ReloadWidget,
    /// A new session for the same customer.
    StartOver,
    /// Leave the session and go back to the start.
    Finish,
}

/// One thing that happened, in a form that is safe to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TimelineEntry {
    /// Counts up from 0 within the session.
    pub seq: u32,
    /// Milliseconds since the session began.
    pub at_ms: u32,
    /// Where it came from.
    pub source: TimelineSource,
    /// Machine-readable name: MX's event type, `GET member status`, `refused:other_origin`, ….
    pub kind: String,
    /// The same in plain words.
    pub text: String,
    /// How to colour it.
    pub tone: Tone,
}

/// Where a timeline entry came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TimelineSource {
    /// A message of the widget.
    Widget,
    /// An answer of MX's API.
    Api,
    /// Something the agent did.
    Agent,
    /// Something the app did or refused.
    Desk,
}

/// How good the news is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Tone {
    /// Nothing special.
    Neutral,
    /// A step forward.
    Good,
    /// Somebody must act.
    Attention,
    /// It went wrong.
    Bad,
}

/// The institution the customer chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstitutionView {
    /// Its name.
    pub name: String,
    /// MX's code, if known.
    pub code: Option<String>,
}

/// A session of an earlier run whose end nobody has asked MX about yet.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UnfinishedSession {
    /// The session's id.
    pub id: String,
    /// The company's own id of the customer.
    pub customer_id: String,
    /// Name of the institution, if one had been chosen.
    pub institution: Option<String>,
    /// Which MX it was with.
    pub environment: EnvironmentKind,
    /// Host of that MX's API; a session can be settled only where it was started.
    pub api_host: String,
    /// Whether that is the MX connected now.
    pub can_check: bool,
    /// When it began, in milliseconds since the Unix epoch.
    pub started_at_ms: f64,
}

/// Leave to mount the widget once. Not `Debug`: the URL is a bearer secret.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WidgetTicket {
    /// Single-use, ten-minute URL. Never stored, never logged.
    #[ts(type = "string")]
    #[serde(serialize_with = "super::expose")]
    pub url: secrecy::SecretString,
    /// The only origin its messages may come from.
    pub origin: String,
    /// The mount this ticket is for; messages of earlier mounts are refused.
    pub mount: u32,
}

/// Why the UI refused a message before Rust saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FrameRefusal {
    /// `event.source` was not the widget's frame.
    OtherSource,
    /// `event.origin` was not the session's.
    OtherOrigin,
    /// Larger than a widget message can be.
    TooLarge,
    /// Not an object (or not one that can be written as JSON).
    NotAnObject,
    /// More messages in a second than a widget sends.
    TooMany,
    /// So many that the UI would stand still; it has taken the widget off the screen.
    Flooding,
}
