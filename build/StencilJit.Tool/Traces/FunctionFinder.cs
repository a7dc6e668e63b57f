using System.Globalization;
using StencilJit.Tool.Cli;
using StencilJit.Tool.Sets;

namespace StencilJit.Tool.Traces;

/// <summary>Finds functions by what people call them.</summary>
internal static class FunctionFinder
{
    /// <summary>The functions of a name, or of an index where none is named so: of code with a source before code without one.</summary>
    /// <returns>Blocks and the numbers of regions in them; one at least.</returns>
    /// <exception cref="ToolException">There is none.</exception>
    public static IReadOnlyList<(TracedBlock Block, int Region)> Find(TracedCode code, string name)
    {
        var all = code.Blocks.SelectMany(block => Enumerable.Range(0, block.Code.Regions.Count).Select(region => (Block: block, Region: region))).ToList();
        var found = all.Where(each => each.Block.Code.Regions[each.Region].Name == name).ToList();
        if (found.Count == 0 && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            found = all.Where(each => each.Block.Code.Regions[each.Region].Id == id).ToList();
            if (found.Any(each => each.Block.Code.Source is not null))
                found.RemoveAll(each => each.Block.Code.Source is null);
        }

        return found.Count > 0
            ? found
            : throw new ToolException($"--function {name}: {code.File} has no such function. {NearestNames.Advice(name, all.Select(each => each.Block.Code.Regions[each.Region].Name), $"'stenciljit trace {code.File} --top 1000' lists the largest ones.")}");
    }
}
