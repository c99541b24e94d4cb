using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tidemark.Publishing.Assets;
using Tidemark.Publishing.Pages;

namespace Tidemark.Publishing.Reports;

/// <summary>
/// One self-contained HTML file: no script, no outside reference, its style sheet allowed by its hash alone. The same report
/// and options give the same bytes.
/// </summary>
public static class ReportHtml
{
    /// <summary>What a page says it was written by; whether a file is one of ours is told by it.</summary>
    public const string Generator = "Tidemark";

    /// <summary>A page names its generator within so many bytes.</summary>
    private const int HeadBytes = 2048;

    private static readonly Lazy<string> Css = new(ReadCss);

    /// <summary>The style sheet as it stands in every report, byte for byte: the policy holds its hash.</summary>
    public static string StyleSheet => Css.Value;

    /// <summary>
    /// The page's policy: nothing is loaded from anywhere, no script runs, only this style sheet counts. It is the second wall;
    /// the first is that all text is encoded.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(StyleSheet)))}'; " +
        "img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>The report as one HTML document.</summary>
    /// <exception cref="ArgumentException">Pseudonyms are asked for without a key, or a position is not finite.</exception>
    public static Task<string> RenderAsync(CoordinationReport report, ReportOptions options) =>
        PageAsync<ReportPage>(nameof(ReportPage.View), new ReportView(report, options));

    /// <summary>The page of a sweep over windows as one HTML document.</summary>
    public static string Render(SweepReport sweep) => PageAsync<SweepPage>(nameof(SweepPage.Report), sweep).GetAwaiter().GetResult();

    /// <summary>The page of a ledger as one HTML document.</summary>
    public static string Render(LedgerReport ledger) => PageAsync<LedgerPage>(nameof(LedgerPage.Report), ledger).GetAwaiter().GetResult();

    /// <summary>The page of assets as one HTML document.</summary>
    public static string Render(AssetsView assets) => PageAsync<AssetsPage>(nameof(AssetsPage.View), assets).GetAwaiter().GetResult();

    /// <summary>The report as one HTML document, for callers that do not wait.</summary>
    /// <exception cref="ArgumentException">As <see cref="RenderAsync"/>.</exception>
    public static string Render(CoordinationReport report, ReportOptions options) => RenderAsync(report, options).GetAwaiter().GetResult();

    /// <summary>Whether a file is a page that this class wrote, by its first two kilobytes; reads no more.</summary>
    /// <param name="file">A regular file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOurs(string file)
    {
        using FileStream stream = File.OpenRead(file);
        byte[] head = new byte[HeadBytes];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = head.AsSpan(0, length);
        return start.StartsWith("<!DOCTYPE html>"u8) && start.IndexOf(Encoding.UTF8.GetBytes($"<meta name=\"generator\" content=\"{Generator}\"")) >= 0;
    }

    private static async Task<string> PageAsync<TPage>(string parameter, object value)
        where TPage : IComponent
    {
        ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
            await using (renderer.ConfigureAwait(false))
            {
                string html = await renderer.Dispatcher.InvokeAsync(async () =>
                {
                    var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = value });
                    return (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString();
                }).ConfigureAwait(false);
                return html.ReplaceLineEndings("\n");
            }
        }
    }

    private static string ReadCss()
    {
        using Stream css = typeof(ReportHtml).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The style sheet is missing from the assembly.");
        using var reader = new StreamReader(css, Encoding.UTF8);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
