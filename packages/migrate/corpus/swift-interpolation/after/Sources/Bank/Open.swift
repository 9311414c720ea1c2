import Foundation

func manage(base: String, session: String, wait: Bool) -> String {
    // captive_mode is what the previous page calls it
    return "\(base)/v2.1/widget/manage_accounts?session_id=\(session)&wait_sync_end=\(wait ? "true" : "false")"
}

func open(redirect_uri: String, captive_mode: Bool) {}

func example() {
    open(redirect_uri: "shop://x", captive_mode: true)
}
