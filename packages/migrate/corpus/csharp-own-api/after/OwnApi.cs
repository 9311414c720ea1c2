using Microsoft.AspNetCore.Mvc;

[ApiController]
public class OwnApi : ControllerBase
{
    [HttpPost("/widget_session")]
    public IActionResult Session([FromQuery(Name = "captive_mode")] bool wait, [FromQuery(Name = "redirect_uri")] string back)
        => Ok(_bank.Open(wait, back));

    [HttpGet("/widget/add_connection")]
    public IActionResult Add() => Redirect(Url.Action("Bank", new { captive_mode = true, redirect_uri = "/done" }));
}
