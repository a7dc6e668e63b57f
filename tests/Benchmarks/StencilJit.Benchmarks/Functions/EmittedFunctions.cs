using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace StencilJit.Benchmarks.Functions;

/// <summary>The same functions as IL, compiled by .NET.</summary>
internal sealed unsafe class EmittedFunctions
{
    private readonly List<Function> _functions = [];

    private delegate void Function(long* variables);

    public void Compile(ArithmeticStep[][] functions)
    {
        _functions.Clear();
        foreach (var function in functions)
            _functions.Add(Compile(function));
    }

    public long CallAll(long* variables)
    {
        var sum = 0L;
        foreach (var function in _functions)
        {
            function(variables);
            sum += variables[ArithmeticStep.Result];
        }

        return sum;
    }

    private static Function Compile(ArithmeticStep[] steps)
    {
        var method = new DynamicMethod("function", typeof(void), [typeof(long*)]);
        var il = method.GetILGenerator();
        Address(il, ArithmeticStep.Result);
        Load(il, ArithmeticStep.Start);
        foreach (var step in steps)
        {
            if (step.IsConstant)
                il.Emit(OpCodes.Ldc_I8, (long)step.Operand);
            else
                Load(il, step.Operand);
            il.Emit(step.Operator switch
            {
                ArithmeticOperator.Add => OpCodes.Add,
                ArithmeticOperator.Subtract => OpCodes.Sub,
                _ => OpCodes.Mul,
            });
        }

        il.Emit(OpCodes.Stind_I8);
        il.Emit(OpCodes.Ret);
        var function = method.CreateDelegate<Function>();

        // A delegate's method is otherwise compiled when it is first called.
        RuntimeHelpers.PrepareDelegate(function);
        return function;
    }

    private static void Address(ILGenerator il, int variable)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, variable * sizeof(long));
        il.Emit(OpCodes.Add);
    }

    private static void Load(ILGenerator il, int variable)
    {
        Address(il, variable);
        il.Emit(OpCodes.Ldind_I8);
    }
}
