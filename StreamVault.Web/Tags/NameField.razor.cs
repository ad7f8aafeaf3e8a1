using Microsoft.AspNetCore.Components;
using StreamVault.Core.Entities;
using StreamVault.Core.Tags;
using StreamVault.Core.Text;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Tags;

/// <summary>A list of tags or people, with a field that adds names, separated by commas, and completes known ones.</summary>
public sealed partial class NameField : ComponentBase
{
    private const int MaxSuggestions = 8;
    private const int MaxTextLength = 1000;
    private readonly string _id = $"names-{Guid.NewGuid():N}";
    private IReadOnlyList<string> _suggestions = [];
    private string _text = "";
    private string? _fault;

    /// <summary>Tags or people.</summary>
    [Parameter, EditorRequired]
    public required TagKind Kind { get; set; }

    /// <summary>The names.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Names { get; set; }

    /// <summary>Called with the new list.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<string>> NamesChanged { get; set; }

    /// <summary>What the field asks for; by default, a name to add.</summary>
    [Parameter]
    public string? Prompt { get; set; }

    /// <summary>Called when text is typed.</summary>
    [Parameter]
    public EventCallback Edited { get; set; }

    /// <summary>Whether the field contains text that wasn't added yet.</summary>
    public bool HasText => !string.IsNullOrWhiteSpace(_text);

    [Inject]
    private TagLibrary Library { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    private string Label => Kind == TagKind.Tag ? "Tags" : "People";

    private string Placeholder => Prompt ?? (Kind == TagKind.Tag ? "Add a tag" : "Add a person");

    private string Link(string name) => TagSearch.Url(Kind, name);

    /// <summary>Adds the text that was typed without Enter, if any.</summary>
    /// <returns>False if it isn't a valid name; the field says why.</returns>
    public async Task<bool> TryAddTypedAsync()
    {
        if (HasText)
        {
            await AddAsync();
        }

        return !HasText;
    }

    private async Task EditAsync()
    {
        await Edited.InvokeAsync();
        await CompleteAsync();
    }

    // Completes the last name. A suggestion replaces the whole text of the field, so it repeats the names before it.
    private async Task CompleteAsync()
    {
        var last = _text.LastIndexOf(',') + 1;
        var before = last == 0 ? "" : $"{_text[..last]} ";
        var found = await KnownAsync(_text[last..]);
        _suggestions = [.. found.Except(Names).Take(MaxSuggestions).Select(name => before + name)];
    }

    private async Task<IEnumerable<string>> KnownAsync(string text)
    {
        var found = await Library.CompleteAsync(
            Kind,
            text,
            MaxSuggestions + Names.Count,
            await Viewer.SeesPrivateAsync(),
            CancellationToken.None
        );
        return found.Select(listing => listing.Tag.Name);
    }

    private async Task AddAsync()
    {
        var added = new List<string>();
        var typed = await SplitAsync(_text);
        foreach (var text in typed)
        {
            if (!TagName.TryRead(text, out var name))
            {
                _fault = $"A name {TagNames.Rule}.";
                return;
            }

            if (!Names.Concat(added).Any(present => FoldedText.Of(present) == FoldedText.Of(name)))
            {
                added.Add(name);
            }
        }

        (_text, _fault) = ("", null);
        if (added.Count > 0)
        {
            await NamesChanged.InvokeAsync([.. Names, .. added]);
        }
    }

    private async Task<string[]> SplitAsync(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Over HTTP, a name may contain a comma.
        var whole = names.Length < 2 ? null : (await KnownAsync(text)).FirstOrDefault(name => IsSame(name, text));
        return whole is not null ? [whole]
            : names.Length == 0 ? [text]
            : names;
    }

    private static bool IsSame(string name, string text) =>
        string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase);

    private Task RemoveAsync(string name) => NamesChanged.InvokeAsync([.. Names.Where(present => present != name)]);
}
