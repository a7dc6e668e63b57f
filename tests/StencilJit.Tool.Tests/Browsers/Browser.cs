using Microsoft.Playwright;

namespace StencilJit.Tool.Tests.Browsers;

/// <summary>Debian's Chromium without a window, for one test class; what its pages complain about fails the tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stenciljit-browser-");
    private IPlaywright? playwright;
    private IBrowserContext? context;

    /// <summary>What pages wrote to their consoles as errors, and exceptions that nothing caught.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Opens a page.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="width">The window's width in CSS pixels.</param>
    /// <param name="scheme">The system's colours.</param>
    public async Task<IPage> Open(string address, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await (await Context()).NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                Errors.Add(message.Text);
        };
        page.PageError += (_, message) => Errors.Add(message);
        await page.SetViewportSizeAsync(width, width < 600 ? 800 : 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>Keeps a picture of a page in artifacts/screenshots.</summary>
    public static Task Screenshot(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", name + ".png") });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (context is not null)
            await context.DisposeAsync();
        playwright?.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<IBrowserContext> Context()
    {
        var path = Paths.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "No Chromium: run build/install-tools.sh, or apt-get install chromium.");
        playwright ??= await Playwright.CreateAsync();
        return context ??= await playwright.Chromium.LaunchPersistentContextAsync(folder.FullName, new()
        {
            ExecutablePath = path,
            Headless = true,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
