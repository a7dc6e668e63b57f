using System.Runtime.ExceptionServices;

namespace StencilJit.Wasm.Compilation;

/// <summary>Work on several threads that fails as if one had done it.</summary>
internal static class OrderedParallel
{
    /// <summary>
    /// Does something with all items, several at once, beginning with the first ones. If that fails for some, the failure of the first of these is
    /// thrown; what comes behind it may not have been done.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="threads">How many at once.</param>
    /// <param name="action">What to do, until its token is canceled.</param>
    /// <param name="cancellation">Cancels all.</param>
    public static void ForEach<T>(T[] items, int threads, Action<T, CancellationToken> action, CancellationToken cancellation)
    {
        var failures = new Exception?[items.Length];
        var stops = Array.ConvertAll(items, _ => CancellationTokenSource.CreateLinkedTokenSource(cancellation));
        int next = -1;
        Parallel.For(0, Math.Min(threads, items.Length), _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < items.Length;)
            {
                try
                {
                    action(items[i], stops[i].Token);
                }
                catch (Exception error)
                {
                    failures[i] = error;
                    foreach (var stop in stops.AsSpan(i + 1))
                        stop.Cancel();
                }
            }
        });
        foreach (var stop in stops)
            stop.Dispose();
        if (Array.Find(failures, failure => failure is not null) is not { } first)
            return;
        if (first is OperationCanceledException)
            cancellation.ThrowIfCancellationRequested();
        ExceptionDispatchInfo.Throw(first);
    }
}
