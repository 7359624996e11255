//! `/users/{user}/members/{member}/account_owners`

use serde_json::json;

use crate::common::{Mx, assert_common_headers, list};

#[tokio::test]
async fn reads_who_owns_a_members_accounts() {
    let mx = Mx::start().await;
    let owners = json!([
        { "guid": "ACO-1", "account_guid": "ACT-1", "member_guid": "MBR-1", "user_guid": "USR-1",
          "owner_name": "Ada Lovelace", "first_name": "Ada", "last_name": "Lovelace",
          "address": "12 St James's Square", "city": "London", "state": "UT",
          "postal_code": "08401", "country": "US", "email": "ada@example.com",
          "phone": 8_015_550_100_u64 },
        { "account_guid": "ACT-1", "owner_name": "Joint Owner", "first_name": null },
    ]);
    let path = "/users/USR-1/members/MBR-1/account_owners";
    mx.on("GET", path, list("account_owners", &owners, 1, 1))
        .await;

    let owners = mx.client.account_owners("USR-1").by_member("MBR-1");
    let owners = owners.all().await.unwrap();

    let ada = &owners[0];
    assert_eq!(ada.account_guid.as_deref(), Some("ACT-1"));
    assert_eq!(ada.owner_name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(ada.postal_code.as_deref(), Some("08401"));
    assert_eq!(ada.phone.as_deref(), Some("8015550100"));
    assert_eq!(owners[1].first_name, None);
    let said = format!("{owners:?}");
    assert!(said.contains("ACO-1"));
    for personal in ["Ada", "Square", "example.com", "801555", "08401"] {
        assert!(!said.contains(personal), "{personal} in {said}");
    }
    assert_common_headers(&mx.request().await);
}
