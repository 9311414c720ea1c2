import Foundation

struct WidgetLink {
    let base: URL

    func add(session: String, back: String) -> URL? {
        var components = URLComponents(url: base, resolvingAgainstBaseURL: false)
        components?.path = "/v2.1/widget/add_connection"
        components?.queryItems = [
            URLQueryItem(name: "session_id", value: session),
            URLQueryItem(name: "wait_sync_end", value: "true"),
            URLQueryItem(name: "redirect_url", value: back),
        ]
        return components?.url
    }

    func signIn(back: String) -> URL? {
        var components = URLComponents(string: "https://auth.example.com/signin")
        components?.queryItems = [
            URLQueryItem(name: "response_type", value: "code"),
            URLQueryItem(name: "redirect_uri", value: back),
        ]
        return components?.url
    }
}
