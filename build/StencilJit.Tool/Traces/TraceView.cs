namespace StencilJit.Tool.Traces;

/// <summary>What <c>trace</c> shows of a whole trace. Lists are cut at the number that was asked for.</summary>
/// <param name="File">What was traced.</param>
/// <param name="IsModule">Whether it is a module that was compiled for this, and never ran.</param>
/// <param name="Totals">Sums over all code.</param>
/// <param name="Samples">What a profiler saw; null without samples.</param>
/// <param name="Blocks">The blocks of code, the first ones.</param>
/// <param name="Functions">The functions with most samples or, without samples, bytes.</param>
/// <param name="HotSpots">The instructions of the source with most samples.</param>
/// <param name="Operations">The share of each micro-op in all its placements.</param>
/// <param name="Stencils">The share of each stencil.</param>
/// <param name="Pairs">Stencils that follow each other in straight-line code; null where there is no libLLVM to tell.</param>
/// <param name="Triples">Three of them.</param>
/// <param name="Note">Why something is left out; else null.</param>
internal sealed record TraceView(
    string File, bool IsModule, TraceTotals Totals, SampleTotals? Samples, IReadOnlyList<BlockSummary> Blocks, ShareTable<FunctionShare> Functions,
    IReadOnlyList<HotSpot> HotSpots, ShareTable<StencilShare> Operations, ShareTable<StencilShare> Stencils,
    IReadOnlyList<RunShare>? Pairs, IReadOnlyList<RunShare>? Triples, string? Note);

/// <summary>Sums over all code of a trace.</summary>
/// <param name="Blocks">How many blocks there are.</param>
/// <param name="Functions">How many named parts the blocks have that were compiled from a source; of all blocks where none has one.</param>
/// <param name="SourceBytes">Bytes that were compiled: of a WebAssembly module its functions.</param>
/// <param name="CodeBytes">Bytes of machine code.</param>
/// <param name="BytesPerSourceByte">Bytes of machine code of the blocks with a source, for each byte of that; null without any.</param>
/// <param name="Stitched">How many stencils were stitched.</param>
/// <param name="Stencils">How many different ones.</param>
/// <param name="PaddingBytes">Bytes between stencils.</param>
/// <param name="PaddingShare">Their share of the code.</param>
internal sealed record TraceTotals(
    int Blocks, int Functions, long SourceBytes, long CodeBytes, double? BytesPerSourceByte, long Stitched, int Stencils, long PaddingBytes, double PaddingShare);

/// <summary>What a profiler saw.</summary>
/// <param name="All">How many samples there are.</param>
/// <param name="InCode">How many are in the code; shares of samples are shares of these.</param>
/// <param name="Outside">How many are elsewhere: in .NET, in the system, or in code of another run.</param>
/// <param name="Events">Samples of each event, where its name is known.</param>
internal sealed record SampleTotals(long All, long InCode, long Outside, IReadOnlyDictionary<string, long> Events);

/// <summary>A block of code.</summary>
/// <param name="Set">The stencil set.</param>
/// <param name="Target">The target of its lock.</param>
/// <param name="Address">The address that it ran at.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Stitched">How many stencils it has.</param>
/// <param name="Regions">How many named parts.</param>
/// <param name="Source">The format of its source; null where it has none.</param>
internal sealed record BlockSummary(string Set, string Target, string Address, int Bytes, int Stitched, int Regions, string? Source);

/// <summary>Shares of the code, the largest, and all others as one.</summary>
/// <typeparam name="T">What has a share.</typeparam>
/// <param name="Rows">The largest.</param>
/// <param name="OtherRows">How many more there are.</param>
/// <param name="Others">What these have together.</param>
internal sealed record ShareTable<T>(IReadOnlyList<T> Rows, int OtherRows, Portion Others);

/// <summary>A part of the code.</summary>
/// <param name="Count">How often it is there.</param>
/// <param name="Bytes">The bytes it takes.</param>
/// <param name="Share">Their share of all bytes, from 0 to 1.</param>
/// <param name="Samples">The samples in it; null without samples.</param>
/// <param name="SampleShare">Their share of those in the code.</param>
internal sealed record Portion(long Count, long Bytes, double Share, long? Samples, double? SampleShare);

/// <summary>A micro-op's or stencil's share.</summary>
/// <param name="Set">Its set; empty for padding.</param>
/// <param name="Operation">The micro-op, or <c>(padding)</c>.</param>
/// <param name="Placement">The placement; null for all of them.</param>
/// <param name="Portion">The share.</param>
internal sealed record StencilShare(string Set, string Operation, string? Placement, Portion Portion);

/// <summary>A function's share.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">What its compiler knows it by, such as its index.</param>
/// <param name="Block">The number of its block, from 0.</param>
/// <param name="Offset">Where it starts in the block.</param>
/// <param name="Portion">The share; <see cref="Portion.Count"/> is the number of its stencils.</param>
internal sealed record FunctionShare(string Name, long Id, int Block, int Offset, Portion Portion);

/// <summary>An instruction of the source with samples.</summary>
/// <param name="Function">The function it is in.</param>
/// <param name="Block">The number of its block, from 0.</param>
/// <param name="Source">Its offset in the source; -1 for code that belongs to none.</param>
/// <param name="Text">The instruction; empty where the source's format is unknown.</param>
/// <param name="Samples">Its samples.</param>
/// <param name="SampleShare">Their share of those in the code.</param>
internal sealed record HotSpot(string Function, int Block, long Source, string Text, long Samples, double SampleShare);

/// <summary>Stencils that follow each other in straight-line code: a candidate for a stencil that does the work of all.</summary>
/// <param name="Stencils">The stencils, in order.</param>
/// <param name="BytesEach">The bytes that they take together once, on average: what a fused stencil has to be smaller than.</param>
/// <param name="Portion">How often, and the share of all code.</param>
internal sealed record RunShare(IReadOnlyList<StencilName> Stencils, double BytesEach, Portion Portion);
