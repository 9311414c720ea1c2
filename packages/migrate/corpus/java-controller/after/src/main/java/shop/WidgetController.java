package shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WidgetController {
    @GetMapping("/widget/add_connection")
    String add(@RequestParam("redirect_uri") String back, @RequestParam("captive_mode") boolean wait) {
        return "redirect:/banks";
    }
}
