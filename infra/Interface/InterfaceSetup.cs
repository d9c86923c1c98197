using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace OpenDataAnimation.Interface;

/// <summary>What a host decides about the frame.</summary>
public sealed class InterfaceOptions
{
    /// <summary>Fills the frame from the session; called once, after the handler and before the page is rendered, not on redirects.</summary>
    public Func<HttpContext, Frame, ValueTask>? Fill { get; set; }

    public FrameLinks Links { get; set; } = new();

    /// <summary>Shown in the footer.</summary>
    public string Version { get; set; } = typeof(InterfaceOptions).Assembly.GetName().Version?.ToString(3) ?? "";
}

/// <summary>Joins the design system to a host: <c>AddRazorPages().AddInterface(...)</c>.</summary>
public static class InterfaceSetup
{
    public static IMvcBuilder AddInterface(this IMvcBuilder mvc, Action<InterfaceOptions>? configure = null)
    {
        var options = new InterfaceOptions();
        configure?.Invoke(options);
        mvc.Services.AddSingleton(options);
        mvc.Services.AddScoped(_ => new Frame { Links = options.Links });
        mvc.Services.TryAddSingleton(TimeProvider.System);

        // Accents stay letters in the page instead of six-byte entities.
        mvc.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        mvc.Services.Configure<MvcOptions>(FrenchValidation.Configure);
        mvc.Services.Configure<MvcOptions>(mvcOptions => mvcOptions.Filters.Add<FillFrame>());

        // In one process for all services the entry program is not the host that refers to this library.
        var assembly = typeof(InterfaceSetup).Assembly;
        mvc.ConfigureApplicationPartManager(parts =>
        {
            if (!parts.ApplicationParts.Any(part => part is CompiledRazorAssemblyPart razor && razor.Assembly == assembly))
            {
                parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(assembly));
            }
        });
        return mvc;
    }

    /// <summary>Says something once on the next page shown, in the status region: "Action enregistrée."</summary>
    public static void Say(this PageModel page, string message, Tone tone = Tone.Success)
    {
        page.TempData[StatusKey] = message;
        page.TempData[StatusToneKey] = tone.ToString();
    }

    internal static async ValueTask FillAsync(InterfaceOptions options, HttpContext context, Frame frame)
    {
        if (!frame.Filled)
        {
            frame.Filled = true;
            if (options.Fill is { } fill)
            {
                await fill(context, frame);
            }
        }
    }

    internal const string StatusKey = "Status";
    internal const string StatusToneKey = "StatusTone";
}

/// <summary>Before the page is rendered and not in the layout, which runs after it: dates in the page need the frame's time zone.</summary>
internal sealed class FillFrame(InterfaceOptions options, Frame frame) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is PageResult or ViewResult)
        {
            await InterfaceSetup.FillAsync(options, context.HttpContext, frame);
        }

        await next();
    }
}
