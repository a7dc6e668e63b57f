using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StencilJit.Tool.Tests.Explore;

public sealed class ExploreTests : IDisposable
{
    private readonly SetCopy copy = new();

    public void Dispose() => copy.Dispose();

    [Fact]
    public async Task The_address_of_the_page_is_printed_and_Ctrl_C_ends_the_command()
    {
        SetCopy.NeedsClang();
        using var explore = ToolProcess.Start(copy.Root, "explore", "--no-open");
        var address = new Uri((await explore.ReadLine())!);

        using var client = new HttpClient();
        var page = await client.GetStringAsync(address, TestContext.Current.CancellationToken);
        explore.Interrupt();
        var result = (await explore.Finish()).Ended(0);

        Assert.True(address.IsLoopback);
        Assert.Contains("<title>Stencils of calc</title>", page, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", page, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /events HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: {0}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nConnection: close\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: {0}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /calc.c HTTP/1.1\r\nHost: {0}\r\nConnection: close\r\n\r\n")]
    public async Task Requests_of_other_sites_and_for_other_things_are_refused(string request)
    {
        SetCopy.NeedsClang();
        using var explore = ToolProcess.Start(copy.Root, "explore", "--no-open");
        var address = new Uri((await explore.ReadLine())!);

        var answer = await Ask(address, string.Format(CultureInfo.InvariantCulture, request, address.Authority));

        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.DoesNotContain("stencil", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_of_an_older_state_is_told_to_load_itself_again()
    {
        SetCopy.NeedsClang();
        using var explore = ToolProcess.Start(copy.Root, "explore", "--no-open");
        var address = new Uri((await explore.ReadLine())!);

        using var client = new HttpClient();
        var events = await client.GetStringAsync(new Uri(address, "events?version=other-1"), TestContext.Current.CancellationToken);

        Assert.EndsWith("event: reload\ndata: {}\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_clang_it_says_what_to_install()
    {
        var result = (await ToolProcess.RunWith(
            new Dictionary<string, string?> { ["PATH"] = copy.Root, ["STENCILJIT_CLANG"] = null }, copy.Root, "explore", "--no-open", "--clang", "/no/such/clang")).Ended(3);

        Assert.Empty(result.Output);
        Assert.Contains("no clang with its libLLVM was found. Install them", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error_that_says_so()
    {
        SetCopy.NeedsClang();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var result = (await ToolProcess.RunIn(copy.Root, "explore", "--no-open", "--port", port)).Ended(2);

        Assert.Contains($"Port {port} of this machine cannot be listened on", result.Error, StringComparison.Ordinal);
        Assert.Contains("--port is a number", (await ToolProcess.RunIn(copy.Root, "explore", "--port", "65536")).Ended(2).Error, StringComparison.Ordinal);
    }

    private static async Task<string> Ask(Uri address, string request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(request), cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
