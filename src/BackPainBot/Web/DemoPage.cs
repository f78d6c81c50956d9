namespace BackPainBot.Web;

/// <summary><c>/demo</c>: the page of a made-up clinic with the widget on it, under as strict a policy as any site may have.</summary>
internal static class DemoPage
{
    private static readonly Template Html = new(Template.Read("demo.html"));

    public static IResult Respond(HttpResponse response, AssetUrls assets)
    {
        var nonce = Nonce.Create();
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        return Results.Text(Html.Fill(name => name == "nonce" ? nonce : assets[name]), "text/html; charset=utf-8");
    }
}
