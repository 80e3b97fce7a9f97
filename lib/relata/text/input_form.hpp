// The forms that relata reads, with their names and file extensions: one table that the command
// line, folders and the reader share.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace relata {

enum class InputForm { kAuto, kText, kHtml, kJsonl, kConllu };

/// "text", "html", "jsonl" or "conllu"; nullopt for another word.
std::optional<InputForm> input_form(std::string_view word);
std::string_view to_string(InputForm form);

/// Without the extension of packed files.
std::string_view without_gz(std::string_view path);
/// The form of a file by its extension (before .gz), without regard to case; kAuto where the extension says nothing.
InputForm form_of_path(std::string_view path);
/// The form by the first bytes of a file, which may be cut anywhere; kText where nothing else fits.
InputForm form_of_bytes(std::string_view head);
/// ".txt .html .htm ...": the extensions of `form`, of all forms for kAuto.
std::string extensions_of(InputForm form);

}  // namespace relata
