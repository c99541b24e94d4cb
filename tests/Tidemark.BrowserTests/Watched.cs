using Microsoft.Playwright;
using Xunit;

namespace Tidemark.BrowserTests;

/// <summary>A page whose requests, dialogs and complaints are written down from its first moment.</summary>
public sealed class Watched : IAsyncDisposable
{
    private string? _file;

    public Watched(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Dialog += (_, dialog) =>
        {
            Dialogs.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add(error);
        page.Popup += (_, popup) => Dialogs.Add("popup " + popup.Url);
        page.Download += (_, download) => Dialogs.Add("download " + download.Url);
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Dialogs { get; } = [];

    public List<string> Complaints { get; } = [];

    public async Task GoToAsync(string html)
    {
        _file = Path.Combine(Path.GetTempPath(), $"tidemark-{Environment.ProcessId}-{Requests.Count}-{Path.GetRandomFileName()}.html");
        await File.WriteAllTextAsync(_file, html);
        await Page.GotoAsync(new Uri(_file).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load, Timeout = 60_000 });
    }

    /// <summary>Asserts that the page asked for itself and its empty icon only, ran nothing and complained of nothing.</summary>
    public async Task AssertQuietAsync(RecordingProxy proxy)
    {
        await Page.WaitForTimeoutAsync(300);
        string itself = new Uri(_file!).AbsoluteUri;
        Assert.All(Requests, url => Assert.True(url == itself || url == "data:,", url));
        Assert.Empty(proxy.Asked);
        Assert.Empty(Dialogs);
        Assert.Empty(Complaints);
        Assert.Equal(itself, Page.Url.Split('#')[0]);
        Assert.False(await Page.EvaluateAsync<bool>("() => '__ran' in window"));
        Assert.Equal(0, await Page.EvaluateAsync<int>("() => document.scripts.length"));
        Assert.Single(Page.Frames);
    }

    public Task UnfoldAsync() => Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }
}
