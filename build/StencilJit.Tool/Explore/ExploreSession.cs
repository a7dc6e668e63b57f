using System.Diagnostics;
using StencilJit.Tool.Reports;

namespace StencilJit.Tool.Explore;

/// <summary>What the pages show of all sets, and how they are told of changes.</summary>
internal sealed class ExploreSession
{
    // Pages of an earlier run of the command must not take this one's states for theirs.
    private readonly string run = Guid.NewGuid().ToString("N")[..8];
    private readonly IReadOnlyList<SetSession> sets;
    private readonly Dictionary<(string Set, string Operation), string> sent = [];
    private readonly PageSubscribers subscribers = new();
    private readonly Lock gate = new();
    private ReportView view;
    private int states;

    public ExploreSession(IReadOnlyList<SetSession> sets)
    {
        this.sets = sets;
        view = View();
        Changed(view);
    }

    /// <summary>The page as it is now.</summary>
    public string Page()
    {
        lock (gate)
            return ReportPage.Render(view, isLive: true);
    }

    /// <summary>Tells a page of changes from now on.</summary>
    /// <param name="version">The state that the page shows.</param>
    /// <param name="cancellation">Ends the events.</param>
    /// <returns>Its events; the only one is to load itself again where its state is not the current one.</returns>
    public IAsyncEnumerable<PageEvent> Subscribe(string? version, CancellationToken cancellation)
    {
        lock (gate)
            return version == view.Version ? subscribers.Add(cancellation) : PageSubscribers.Single(new PageEvent("reload", "", "{}"));
    }

    /// <summary>Compiles sets whose files changed, and tells all pages.</summary>
    /// <param name="changed">The numbers of these sets.</param>
    /// <param name="cancellation">Stops the compilers.</param>
    public async Task UpdateAsync(IEnumerable<int> changed, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        foreach (var index in changed)
            await sets[index].UpdateAsync(cancellation);
        lock (gate)
        {
            states++;
            view = View();
            var update = new PageUpdate(
                view.Version!, watch.ElapsedMilliseconds, Changed(view), view.Messages!, ReportPage.RenderOverview(view), ReportPage.RenderChanges(view));
            subscribers.Send(new PageEvent("update", view.Version!, ReportJson.Write(update)));
        }
    }

    private ReportView View() => new(
        [.. sets.Select(set => set.Report)], $"{run}-{states}", [.. sets.SelectMany(set => set.Messages)]);

    /// <summary>What is not as it was sent last.</summary>
    private IReadOnlyList<UpdatedSet> Changed(ReportView now)
    {
        var updates = new List<UpdatedSet>();
        foreach (var set in now.Sets)
        {
            var changed = new List<ReportOperation>();
            foreach (var operation in set.Operations)
            {
                var json = ReportJson.Write(operation);
                if (sent.GetValueOrDefault((set.Id, operation.Name)) == json)
                    continue;
                sent[(set.Id, operation.Name)] = json;
                changed.Add(operation);
            }

            var names = set.Operations.Select(operation => operation.Name).ToList();
            foreach (var gone in sent.Keys.Where(key => key.Set == set.Id).Select(key => key.Operation).Except(names).ToList())
                sent.Remove((set.Id, gone));
            updates.Add(new UpdatedSet(set.Id, set.Targets, names, changed, set.Diff));
        }

        return updates;
    }
}
