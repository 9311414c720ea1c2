import Alamofire

func open(base: String, session: String, back: String) {
    let parameters: [String: String] = [
        "session_id": session,
        "wait_sync_end": "true",
        "redirect_url": back,
    ]
    AF.request("\(base)/v2.1/widget/add_connection", parameters: parameters).responseString { print($0) }
}

func exchange(base: String, code: String, back: String) {
    let parameters = ["grant_type": "authorization_code", "code": code, "redirect_uri": back]
    AF.request("\(base)/token", method: .post, parameters: parameters).responseString { print($0) }
}
