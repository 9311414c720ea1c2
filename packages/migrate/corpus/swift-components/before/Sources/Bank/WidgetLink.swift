import Foundation

struct WidgetLink {
    let base: URL

    func add(session: String, back: String) -> URL? {
        var components = URLComponents(url: base, resolvingAgainstBaseURL: false)
        components?.path = "/widget/add_connection"
        components?.queryItems = [
            URLQueryItem(name: "session_id", value: session),
            URLQueryItem(name: "captive_mode", value: "true"),
            URLQueryItem(name: "redirect_uri", value: back),
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
