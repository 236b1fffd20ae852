using System.Net;
using System.Text;

namespace Hearsay.Cli;

/// <summary>A page with a table and pictures, in one file.</summary>
internal static class HtmlPage
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;"
        + "color-scheme:light dark}table{border-collapse:collapse}td{padding:.15rem .8rem .15rem 0;"
        + "border-bottom:1px solid #8884}td+td{font-variant-numeric:tabular-nums}"
        + ".plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(28rem,1fr));gap:1rem;margin-top:1.5rem}"
        + "svg{width:100%;height:auto}";

    /// <summary>The page.</summary>
    public static string Of(
        string title, IEnumerable<(string Name, string Value)> figures, IEnumerable<LinePlot> plots)
    {
        StringBuilder page = new();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title><style>")
            .Append(Style).Append("</style></head>\n<body><h1>").Append(WebUtility.HtmlEncode(title))
            .Append("</h1>\n<table>\n");
        foreach ((string name, string value) in figures)
        {
            page.Append("<tr><td>").Append(WebUtility.HtmlEncode(name)).Append("</td><td>")
                .Append(WebUtility.HtmlEncode(value)).Append("</td></tr>\n");
        }

        page.Append("</table>\n<div class=\"plots\">\n");
        foreach (LinePlot plot in plots)
        {
            page.Append(plot.ToSvg());
        }

        return page.Append("</div></body></html>\n").ToString();
    }
}
