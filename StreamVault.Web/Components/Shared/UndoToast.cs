using MudBlazor;
using StreamVault.Core.BulkEdits;

namespace StreamVault.Web.Components.Shared;

/// <summary>Confirms an edit and offers to undo it.</summary>
internal static class UndoToast
{
    private const int VisibleMilliseconds = 10_000;

    /// <summary>Shows the toast for ten seconds.</summary>
    /// <param name="toasts">The toasts of the page.</param>
    /// <param name="edit">Undoes the edit.</param>
    /// <param name="text">What was done.</param>
    /// <param name="undo">What to restore.</param>
    public static void ShowUndo(this ISnackbar toasts, BulkEdit edit, string text, BulkUndo undo) =>
        toasts.ShowUndo(text, () => edit.UndoAsync(undo, CancellationToken.None));

    /// <summary>Shows the toast for ten seconds.</summary>
    /// <param name="toasts">The toasts of the page.</param>
    /// <param name="text">What was done.</param>
    /// <param name="undo">Undoes it.</param>
    public static void ShowUndo(this ISnackbar toasts, string text, Func<Task> undo) =>
        toasts.ShowUndo(
            text,
            async () =>
            {
                await undo();
                return "Undone";
            }
        );

    /// <summary>Shows the toast for ten seconds.</summary>
    /// <param name="toasts">The toasts of the page.</param>
    /// <param name="text">What was done.</param>
    /// <param name="undo">Undoes it, and returns what to confirm then.</param>
    public static void ShowUndo(this ISnackbar toasts, string text, Func<Task<string>> undo) =>
        toasts.Add(
            text,
            Severity.Normal,
            options =>
            {
                options.VisibleStateDuration = VisibleMilliseconds;
                options.Action = "Undo";
                options.OnClick = async _ => toasts.Add(await undo());
            }
        );
}
