using System.Numerics;
using StencilJit.Wasm.Validation;

namespace StencilJit.Wasm.Compilation;

/// <summary>The conventions of all types that a module's functions and blocks may have.</summary>
internal sealed unsafe class ConventionTable
{
    private readonly PinnedBuffer<CallingConvention> _conventions;
    // What the conventions point into.
    private readonly PinnedBuffer<sbyte> _registers;
    private readonly PinnedBuffer<ValueKind> _types;

    public ConventionTable(Module module)
    {
        var types = new BlockTypeTable(module);
        int count = BlockTypeTable.NumberOfDeclared(module.Types.Length);
        int parameters = 0;
        int results = 0;
        for (int number = 0; number < count; number++)
        {
            parameters += types[number].Parameters.Length;
            results += types[number].Results.Length;
        }

        _conventions = new(count);
        _registers = new(parameters);
        _types = new(parameters + results);
        var register = _registers.Start;
        var type = _types.Start;
        for (int number = 0; number < count; number++)
        {
            var convention = Make(types[number], register, type);
            register += convention.ParameterCount;
            type += convention.ParameterCount + convention.ResultCount;
            _conventions.Start[number] = convention;
        }
    }

    /// <summary>Those of blocks, by the numbers of a <see cref="BlockTypeTable"/>.</summary>
    public CallingConvention* OfBlocks => _conventions.Start;

    /// <summary>Those of the types that the module declares.</summary>
    public CallingConvention* OfTypes => _conventions.Start + BlockTypeTable.NumberOfDeclared(0);

    private static CallingConvention Make(FunctionType type, sbyte* registers, ValueKind* types)
    {
        int parameters = type.Parameters.Length;
        int results = type.Results.Length;
        type.Parameters.CopyTo(new Span<ValueKind>(types, parameters));
        type.Results.CopyTo(new Span<ValueKind>(types + parameters, results));
        new Span<sbyte>(registers, parameters).Fill(Registers.None);
        uint set = 0;
        foreach (var (register, _, argument) in new ArgumentRegisters(type))
        {
            registers[argument] = (sbyte)register;
            set |= Registers.Bit(register);
        }

        var result = type.Results is [var single] ? single : ValueKind.I32;
        return new CallingConvention
        {
            ParameterCount = parameters,
            ResultCount = results,
            FrameSlots = Math.Max(parameters, results),
            ResultRegister = Registers.Result(Operand.IsFloatKind(result)),
            Result = result,
            RegisterSet = set,
            HasSlots = BitOperations.PopCount(set) < parameters,
            HasSingleResult = results == 1,
            Registers = registers,
            Parameters = types,
            Results = types + parameters,
        };
    }
}
