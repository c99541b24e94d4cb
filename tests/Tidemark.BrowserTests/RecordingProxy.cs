using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Tidemark.BrowserTests;

/// <summary>A proxy that writes down who was asked for and lets nothing through.</summary>
public sealed class RecordingProxy : IAsyncDisposable
{
    /// <summary>Where Chromium's own sign-in is pointed to; requests to it are the browser's and are not written down.</summary>
    public const string BrowserItself = "browser-itself.invalid";

    private WebApplication? _application;

    /// <summary>Method and target of every request of a page, tunnels included.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public int Port { get; private set; }

    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(context =>
        {
            string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            if (!target.Contains(BrowserItself, StringComparison.Ordinal))
            {
                Asked.Enqueue($"{context.Request.Method} {target}");
            }
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        await _application.StartAsync();
        Port = new Uri(_application.Urls.First()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }
}
