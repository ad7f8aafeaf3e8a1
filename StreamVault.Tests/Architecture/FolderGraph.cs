using Mono.Cecil;
using Mono.Cecil.Cil;

namespace StreamVault.Tests.Architecture;

/// <summary>Which folders of a project use which others, read from compiled types. Folders match namespaces.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _uses = new(StringComparer.Ordinal);
    private readonly string _root;

    private FolderGraph(string root) => _root = root;

    /// <summary>All folders that contain types, sorted. The project's root folder is <c>(root)</c>.</summary>
    public IReadOnlyCollection<string> Folders => _uses.Keys;

    /// <summary>The folders that a folder uses, each with one example: <c>Planner uses FrameRate</c>.</summary>
    public IReadOnlyDictionary<string, string> UsedBy(string folder) => _uses[folder];

    /// <summary>Reads a project's compiled types.</summary>
    public static FolderGraph Of(System.Reflection.Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        var graph = new FolderGraph(assembly.GetName().Name!);
        foreach (var type in module.GetTypes())
        {
            if (graph.FolderOf(type) is { } folder)
            {
                graph._uses.TryAdd(folder, new(StringComparer.Ordinal));
                foreach (var used in Used(type).Select(Outermost))
                {
                    graph.Add(folder, Outermost(type), used);
                }
            }
        }

        return graph;
    }

    /// <returns>A cycle as a list of folders that ends with the first one; null if there is none.</returns>
    public IReadOnlyList<string>? Cycle()
    {
        var done = new HashSet<string>();
        return Folders.Select(folder => CycleFrom(folder, [], done)).FirstOrDefault(cycle => cycle is not null);
    }

    /// <returns>
    /// The arrows not implied by other paths, sorted: if A uses B and B uses C, an arrow from A to C is left out.
    /// </returns>
    public IReadOnlyList<(string User, string Used)> Reduced()
    {
        var arrows = Folders.SelectMany(user => UsedBy(user).Keys.Select(used => (User: user, Used: used))).ToList();
        // Removes one at a time, so that a cycle keeps enough arrows.
        foreach (var arrow in arrows.ToList())
        {
            var others = arrows.Where(other => other != arrow).ToLookup(other => other.User, other => other.Used);
            if (IsReachable(arrow.User, arrow.Used, others, []))
            {
                arrows.Remove(arrow);
            }
        }

        return arrows;
    }

    private static bool IsReachable(string from, string to, ILookup<string, string> arrows, HashSet<string> seen) =>
        arrows[from].Any(next => next == to || seen.Add(next) && IsReachable(next, to, arrows, seen));

    private List<string>? CycleFrom(string folder, List<string> path, HashSet<string> done)
    {
        if (path.IndexOf(folder) is var start and >= 0)
        {
            return [.. path[start..], folder];
        }

        if (done.Contains(folder))
        {
            return null;
        }

        path.Add(folder);
        var cycle = _uses[folder]
            .Keys.Select(next => CycleFrom(next, path, done))
            .FirstOrDefault(found => found != null);
        path.RemoveAt(path.Count - 1);
        done.Add(folder);
        return cycle;
    }

    private void Add(string folder, TypeReference user, TypeReference used)
    {
        if (used.Scope == user.Module && FolderOf(used) is { } other && other != folder)
        {
            _uses[folder].TryAdd(other, $"{user.Name} uses {used.Name}");
        }
    }

    private string? FolderOf(TypeReference type)
    {
        var name = Outermost(type).Namespace;
        return name == _root ? "(root)"
            : name.StartsWith($"{_root}.", StringComparison.Ordinal) ? name[(_root.Length + 1)..].Replace('.', '/')
            : null;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static IEnumerable<TypeReference> Used(TypeDefinition type) =>
        new[] { type.BaseType }
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.CustomAttributes.SelectMany(Used))
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.Methods.SelectMany(Used))
            .Where(used => used is not null)
            .SelectMany(Parts);

    // [Layout(typeof(MainLayout))] uses LayoutAttribute, MainLayout.
    private static IEnumerable<TypeReference> Used(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Select(a => a.Value).OfType<TypeReference>().Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> Used(MethodDefinition method) =>
        method
            .Parameters.Select(p => p.ParameterType)
            .Append(method.ReturnType)
            .Concat(method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [])
            .Concat(method.HasBody ? method.Body.Instructions.SelectMany(Used) : []);

    private static IEnumerable<TypeReference> Used(Instruction instruction) =>
        instruction.Operand switch
        {
            TypeReference type => [type],
            GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
            MemberReference { DeclaringType: { } declaring } => [declaring],
            _ => [],
        };

    // Task<Video[]> uses Task, Video.
    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type switch
        {
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
            TypeSpecification specification => Parts(specification.ElementType),
            GenericParameter => [],
            _ => [type],
        };
}
