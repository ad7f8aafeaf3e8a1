using System.Text.RegularExpressions;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Components;

public sealed partial class TypedTextTests
{
    // With "@bind", Blazor knows what the browser shows and sends nothing back. With "value" and a handler, it answers each
    // event with the text of that event, which overwrites what was typed in the meantime.
    [Fact]
    public void No_field_overwrites_what_is_being_typed()
    {
        var overwriting =
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "StreamVault.Web"),
                "*.razor",
                SearchOption.AllDirectories
            )
            from field in Field().Matches(File.ReadAllText(file)).Select(match => match.Value)
            where field.Contains("@oninput=") || (field.Contains("@onchange=") && !Choice().IsMatch(field))
            where Value().IsMatch(field)
            select $"{Path.GetFileName(file)}: {field}";

        overwriting.Should().BeEmpty();
    }

    [GeneratedRegex("""<(?:input|textarea)\b(?:"[^"]*"|[^">])*>""")]
    private static partial Regex Field();

    [GeneratedRegex(@"\btype=.(?:checkbox|radio)\b")]
    private static partial Regex Choice();

    [GeneratedRegex("""\svalue=""")]
    private static partial Regex Value();
}
