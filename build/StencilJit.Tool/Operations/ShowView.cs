using System.Text.Json.Serialization;
using StencilJit.Tool.Analysis;
using StencilJit.Tool.Costs;

namespace StencilJit.Tool.Operations;

/// <summary>What <c>show</c> shows.</summary>
/// <param name="Operation">The micro-op's name.</param>
/// <param name="Set">Its set.</param>
/// <param name="Documentation">What its comment in C says.</param>
/// <param name="Source">Its place in the C sources.</param>
/// <param name="Text">Its lines there; empty where they are not at hand.</param>
/// <param name="Placements">All placements it has, whether shown or not.</param>
/// <param name="Stencils">The stencils that are shown.</param>
internal sealed record ShowView(
    string Operation, string Set, string Documentation, string Source, IReadOnlyList<string> Text, IReadOnlyList<string> Placements, IReadOnlyList<ShownStencil> Stencils);

/// <summary>A stencil in <see cref="ShowView"/>.</summary>
/// <param name="Target">The target.</param>
/// <param name="Placement">The placement.</param>
/// <param name="Kind">How it relates to the code around it.</param>
/// <param name="Holes">Its holes, as <c>name kind</c>, in the order of the emit method's parameters.</param>
/// <param name="Pool">The registers that its operands and result can be in.</param>
/// <param name="Code">Its code, decoded with the first of these.</param>
/// <param name="Data">The constants that it refers to.</param>
/// <param name="Cost">What it costs; null where nobody asked, or it cannot be estimated.</param>
/// <param name="SameOn">Other targets that it is the same on; null where there are none, or nobody looked.</param>
internal sealed record ShownStencil(
    string Target, string Placement, string Kind, IReadOnlyList<string> Holes, IReadOnlyList<string> Pool, DecodedCode Code, IReadOnlyList<ShownData> Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ShownCost? Cost = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? SameOn = null);

/// <summary>What a stencil costs.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Model">What it comes from, such as <c>llvm-mca 22.1.8, skylake</c>.</param>
internal sealed record ShownCost(CostEstimate Estimate, string Model);

/// <summary>A constant that a stencil refers to.</summary>
/// <param name="Offset">Its byte offset in the set's data.</param>
/// <param name="Bytes">Up to 16 bytes from there on, in hexadecimal.</param>
internal sealed record ShownData(long Offset, string Bytes);
