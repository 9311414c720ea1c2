package shop;

class Nested {
    // The whole link is itself a parameter of ours.
    static final String GO =
            "https://shop.example/go?to=https%3A%2F%2Fembed.example.com%2Fwidget%2Fadd_connection%3Fcaptive_mode%3Dtrue";
}
