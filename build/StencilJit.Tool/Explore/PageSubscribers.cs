using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace StencilJit.Tool.Explore;

/// <summary>The pages that are open.</summary>
internal sealed class PageSubscribers
{
    private readonly List<Channel<PageEvent>> open = [];

    /// <summary>Events from now on, for one page.</summary>
    public IAsyncEnumerable<PageEvent> Add(CancellationToken cancellation)
    {
        var channel = Channel.CreateUnbounded<PageEvent>();
        lock (open)
            open.Add(channel);
        return Read(channel, cancellation);
    }

    /// <summary>A stream of one event.</summary>
    public static async IAsyncEnumerable<PageEvent> Single(PageEvent only)
    {
        await Task.CompletedTask;
        yield return only;
    }

    /// <summary>Tells all pages.</summary>
    public void Send(PageEvent message)
    {
        lock (open)
            foreach (var channel in open)
                channel.Writer.TryWrite(message);
    }

    private async IAsyncEnumerable<PageEvent> Read(Channel<PageEvent> channel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in channel.Reader.ReadAllAsync(cancellation))
                yield return message;
        }
        finally
        {
            lock (open)
                open.Remove(channel);
        }
    }
}
