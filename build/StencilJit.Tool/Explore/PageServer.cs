using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StencilJit.Tool.Cli;

namespace StencilJit.Tool.Explore;

/// <summary>Serves the page and its events to browsers of this machine.</summary>
internal sealed class PageServer
{
    private const int Attempts = 5;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly HttpListener listener;
    private readonly ExploreSession session;
    private readonly string host;

    private PageServer(HttpListener listener, int port, ExploreSession session)
    {
        this.listener = listener;
        this.session = session;
        host = Host(port);
        Address = $"http://{host}/";
    }

    /// <summary>Where the page is.</summary>
    public string Address { get; }

    /// <summary>Begins to listen.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="session">What to serve.</param>
    /// <exception cref="ToolException">The port is taken.</exception>
    public static PageServer Start(int port, ExploreSession session)
    {
        for (var attempt = 1; ; attempt++)
        {
            var chosen = port == 0 ? FreePort() : port;
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://{Host(chosen)}/");
            try
            {
                listener.Start();
                return new PageServer(listener, chosen, session);
            }
            catch (Exception e) when (e is HttpListenerException or SocketException)
            {
                listener.Close();
                // Between finding a free port and listening on it, somebody else may take it.
                if (port != 0 || attempt == Attempts)
                    throw new ToolException($"Port {chosen} of this machine cannot be listened on: {e.Message}. Name another one with --port, or none for a free one.");
            }
        }
    }

    /// <summary>Answers requests until it is cancelled. The listener ends with the process: to close it while answers are written may wait for them.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
            _ = AnswerAsync(await listener.GetContextAsync().WaitAsync(cancellation), cancellation);
    }

    private static string Host(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellation)
    {
        var response = context.Response;
        try
        {
            response.Headers["Cache-Control"] = "no-store";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.StatusCode = (int)Status(context.Request);
            if (response.StatusCode != (int)HttpStatusCode.OK)
                response.Close();
            else if (context.Request.Url!.AbsolutePath == "/events")
                await StreamAsync(context, cancellation);
            else
                await SendPageAsync(response, cancellation);
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The browser went away, or the command ends.
            response.Abort();
        }
    }

    /// <summary>
    /// Whether a request may be answered. A page of another site could have its name resolved to this machine and then
    /// read the sources (DNS rebinding): the name that it asks for gives it away.
    /// </summary>
    private HttpStatusCode Status(HttpListenerRequest request) =>
        !string.Equals(request.UserHostName, host, StringComparison.OrdinalIgnoreCase) || request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] != "navigate" ? HttpStatusCode.Forbidden
        : request.HttpMethod != "GET" ? HttpStatusCode.MethodNotAllowed
        : request.Url?.AbsolutePath is "/" or "/events" ? HttpStatusCode.OK
        : HttpStatusCode.NotFound;

    private async Task SendPageAsync(HttpListenerResponse response, CancellationToken cancellation)
    {
        var page = Encoding.UTF8.GetBytes(session.Page());
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength64 = page.Length;
        await response.OutputStream.WriteAsync(page, cancellation);
        response.Close();
    }

    private async Task StreamAsync(HttpListenerContext context, CancellationToken cancellation)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.SendChunked = true;
        await WriteAsync(response, ":\n\n", cancellation);
        // A browser that connects again tells what it saw last.
        var version = context.Request.Headers["Last-Event-ID"] ?? context.Request.QueryString["version"];
        await using var events = session.Subscribe(version, cancellation).GetAsyncEnumerator(cancellation);
        var next = events.MoveNextAsync().AsTask();
        while (true)
        {
            // Only writing shows that a browser has gone.
            if (await Task.WhenAny(next, Task.Delay(Heartbeat, cancellation)) != next)
            {
                await WriteAsync(response, ":\n\n", cancellation);
                continue;
            }

            if (!await next)
                break;
            await WriteAsync(response, events.Current.Text, cancellation);
            next = events.MoveNextAsync().AsTask();
        }

        response.Close();
    }

    private static async Task WriteAsync(HttpListenerResponse response, string text, CancellationToken cancellation)
    {
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await response.OutputStream.FlushAsync(cancellation);
    }
}
