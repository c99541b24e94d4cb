using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Tidemark.BrowserTests.Chromium))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Tidemark.BrowserTests;

/// <summary>The installed Chromium, started once, speaking to nobody but the recording proxy. Nothing is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>What the browser asked anybody on any network.</summary>
    public RecordingProxy Proxy { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
        {
            return;
        }
        await Proxy.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Headless = true,
            // Chromium asks its maker about accounts now and then; under a name of its own that cannot be taken for the page's.
            // Loopback goes through the proxy too: a page may try the reader's own machine.
            Args =
            [
                $"--proxy-server=http://127.0.0.1:{Proxy.Port}", "--proxy-bypass-list=<-loopback>", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pings", $"--gaia-url=https://{RecordingProxy.BrowserItself}",
            ],
        });
    }

    /// <summary>A new page in a profile of its own, watched from its first moment; skips the test where there is no Chromium.</summary>
    public async Task<Watched> OpenAsync(string html, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, "needs Chromium: sudo apt-get install -y chromium");
        Proxy.Asked.Clear();
        IBrowserContext context = await _browser!.NewContextAsync(options);
        var watched = new Watched(await context.NewPageAsync());
        await watched.GoToAsync(html);
        return watched;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }
        _playwright?.Dispose();
        await Proxy.DisposeAsync();
    }

    private static string? Find()
    {
        string[] names = [Environment.GetEnvironmentVariable("TIDEMARK_CHROMIUM") ?? "", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.Where(n => n.Length > 0).SelectMany(n => Path.IsPathRooted(n) ? [n] : folders.Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists);
    }
}
