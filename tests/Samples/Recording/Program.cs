using Recording;
using StencilJit.Runtime;
using StencilJit.Runtime.Tracing;

// The source, of which each character is an instruction.
var source = "i+*.";

using var heap = new CodeHeap();
var image = heap.Install(CalcStencils.Table);
var log = new StitchLog { Document = new StitchSource("letters", System.Text.Encoding.ASCII.GetBytes(source)) };
using var writer = image.CreateWriter(maximumBytes: 4096, log);
log.BeginRegion("main", id: 0);
for (var i = 0; i < source.Length; i++)
{
    log.Source = i;
    switch (source[i])
    {
        case 'i':
            CalcStencils.MoveI(writer, result: 0, value: 20);
            break;
        case '+':
            CalcStencils.AddRITied(writer, a: 0, b: 1);
            break;
        case '*':
            CalcStencils.MultiplyRITied(writer, a: 0, b: 2);
            break;
        case '.':
            CalcStencils.MoveRToSlot(writer, value: 0, result: 8);
            CalcStencils.Done(writer);
            break;
    }
}

using var program = writer.Commit();
var file = Path.Combine(AppContext.BaseDirectory, "letters.trace");
log.ToTrace().Save(file);

foreach (var block in StitchTrace.Load(file).Blocks)
{
    foreach (var entry in block)
        Console.WriteLine($"{source[(int)entry.Source]} {NameOf(entry.Variant)} {string.Join(' ', entry.Values.ToArray())}".TrimEnd());
}

// A trace has numbers: their names are in the set's lock, and in the generated class.
static string NameOf(int variant) => variant switch
{
    CalcStencils.Id.MoveI => "move i>r",
    CalcStencils.Id.AddRITied => "add ri>t",
    CalcStencils.Id.MultiplyRITied => "multiply ri>t",
    CalcStencils.Id.MoveRToSlot => "move r>s",
    CalcStencils.Id.Done => "done",
    _ => $"variant {variant}",
};
