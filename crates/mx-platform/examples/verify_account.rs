//! Verifies a bank account from a terminal.
//!
//! ```text
//! MX_CLIENT_ID=… MX_API_KEY=… MX_BASE_URL=http://127.0.0.1:8080 \
//!     cargo run -p mx-platform --example verify_account [institution code]
//! ```
//!
//! Without `MX_BASE_URL` it talks to MX's integration environment; without an institution code it
//! connects to MX's test bank, `mxbank` (user name `mxuser`, any password). What the bank wants to
//! know is asked for on standard error and read, visibly, from standard input. Account numbers are
//! shown by their last four digits.

mod common;

use std::io::{BufRead, Write, stderr, stdin, stdout};

use common::Failure;
use mx_platform::{
    AccountNumber, ApiErrorKind, Challenge, Client, CredentialValue, JobKind, JobOutcome, JobRun,
    MemberCreateRequest, Members, Product,
};
use secrecy::ExposeSecret;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let client = common::client()?;
    let user = common::user(&client).await?;
    let institution = std::env::args().nth(1);
    let institution = institution.unwrap_or_else(|| "mxbank".to_owned());

    let mut run = connect(&client, &client.members(&user), &institution).await?;
    loop {
        writeln!(stderr(), "Waiting for the bank …")?;
        match run.wait().await? {
            JobOutcome::Finished => break,
            JobOutcome::Challenged(challenges) => {
                let answers = challenges
                    .iter()
                    .map(answer)
                    .collect::<Result<Vec<_>, _>>()?;
                run.answer(&answers).await?;
            }
            JobOutcome::StillRunning => writeln!(stderr(), "This takes longer than usual.")?,
            JobOutcome::Failed { status, error } => {
                let status = status.map_or_else(|| "no status".to_owned(), |s| s.to_string());
                let reason = error
                    .and_then(|error| error.user_message)
                    .unwrap_or_default();
                return Err(format!("not verified: {status} {reason}").into());
            }
            other => return Err(format!("not verified: {other:?}").into()),
        }
    }

    let accounts = client.accounts(&user).by_member(run.member()).all().await?;
    let numbers = client.account_numbers(&user).by_member(run.member());
    for number in numbers.all().await? {
        let account = accounts
            .iter()
            .find(|account| account.guid == number.account_guid);
        let name = account.and_then(|account| account.name.as_deref());
        writeln!(
            stdout(),
            "{}: account {}, routing {}, {}",
            name.unwrap_or("unnamed"),
            mask(&number),
            number.routing_number.as_deref().unwrap_or("none"),
            match number.passed_validation {
                Some(true) => "passed MX's checks",
                Some(false) => "failed MX's checks",
                None => "not checked",
            }
        )?;
    }
    Ok(())
}

/// A new connection to the institution, or a new verification of the one there is.
async fn connect(client: &Client, members: &Members, institution: &str) -> Result<JobRun, Failure> {
    let credentials = client.institutions().credentials(institution).all().await?;
    let values = credentials
        .iter()
        .map(|credential| {
            let guid = credential.guid.as_deref().unwrap_or_default();
            let label = credential.label.as_deref().unwrap_or("Credential");
            Ok(CredentialValue::new(guid, ask(label)?))
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let product = Product::AccountVerification;
    let request = MemberCreateRequest::with_credentials(institution, values, [product]);
    match members.create(&request).await {
        Ok(member) => {
            let guid = member.guid.ok_or("MX gave the member no guid")?;
            Ok(members.follow(guid, JobKind::Verification))
        }
        // The user has this connection already.
        Err(error) if error.api_kind() == Some(ApiErrorKind::Conflict) => {
            let mut known = members.list().all().await?.into_iter();
            let member =
                known.find(|member| member.institution_code.as_deref() == Some(institution));
            let guid = member.and_then(|member| member.guid).ok_or(error)?;
            Ok(members.verify(&guid).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The person's answer to a challenge: a text, or the number of an option.
fn answer(challenge: &Challenge) -> Result<CredentialValue, Failure> {
    let options: Vec<_> = challenge
        .options
        .iter()
        .chain(&challenge.image_options)
        .collect();
    for (number, option) in options.iter().enumerate() {
        let label = option.label.as_deref().unwrap_or("unnamed");
        writeln!(stderr(), "  {}. {label}", number + 1)?;
    }
    let mut text = ask(challenge.label.as_deref().unwrap_or("The bank asks"))?;
    let chosen = text
        .parse::<usize>()
        .ok()
        .and_then(|number| options.get(number.wrapping_sub(1)));
    if let Some(guid) = chosen.and_then(|option| option.guid.clone()) {
        text = guid;
    }
    let answer = challenge.answer(text);
    answer.ok_or_else(|| "the challenge has no guid".into())
}

fn ask(label: &str) -> Result<String, Failure> {
    write!(stderr(), "{label}: ")?;
    stderr().flush()?;
    let mut line = String::new();
    if stdin().lock().read_line(&mut line)? == 0 {
        return Err("no answer on standard input".into());
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn mask(number: &AccountNumber) -> String {
    let Some(number) = &number.account_number else {
        return "none".to_owned();
    };
    let digits: Vec<_> = number.expose_secret().chars().collect();
    // Of a short number four digits would be most of it.
    let shown = 4.min(digits.len() / 2);
    format!(
        "•••• {}",
        digits[digits.len() - shown..].iter().collect::<String>()
    )
}
