#include <relata/rdf/redland.hpp>

#include <relata/core/utf8.hpp>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace relata {
namespace {

std::string text_of(const unsigned char* bytes, std::size_t size) {
  return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes), size);
}

Term term_of(const raptor_term* term) {
  Term out;
  if (term == nullptr) return out;
  switch (term->type) {
    case RAPTOR_TERM_TYPE_URI: {
      std::size_t size = 0;
      const unsigned char* bytes = raptor_uri_as_counted_string(term->value.uri, &size);
      out.value = text_of(bytes, size);
      break;
    }
    case RAPTOR_TERM_TYPE_BLANK:
      out.kind = Term::Kind::kBlank;
      out.value = text_of(term->value.blank.string, term->value.blank.string_len);
      break;
    case RAPTOR_TERM_TYPE_LITERAL:
      out.kind = Term::Kind::kLiteral;
      out.value = text_of(term->value.literal.string, term->value.literal.string_len);
      out.language = text_of(term->value.literal.language, term->value.literal.language_len);
      if (term->value.literal.datatype != nullptr)
        out.datatype = reinterpret_cast<const char*>(raptor_uri_as_string(term->value.literal.datatype));
      break;
    default: break;
  }
  return out;
}

}  // namespace

RaptorWorld::RaptorWorld()
    : messages_(std::make_unique<std::vector<Message>>()), world_(raptor_new_world(), raptor_free_world) {
  if (!world_) throw RdfError("raptor cannot be started");
  raptor_world_set_log_handler(world_.get(), messages_.get(), hear);
  if (raptor_world_open(world_.get()) != 0) throw RdfError("raptor cannot be started");
}

void RaptorWorld::hear(void* self, raptor_log_message* message) {
  constexpr std::size_t kMost = 1000;  // a hostile file must not fill memory with complaints
  auto& messages = *static_cast<std::vector<Message>*>(self);
  if (messages.size() >= kMost) return;
  const Severity severity = message->level >= RAPTOR_LOG_LEVEL_ERROR  ? Severity::kError
                            : message->level >= RAPTOR_LOG_LEVEL_WARN ? Severity::kWarning
                                                                      : Severity::kInfo;
  const auto number = [&](int raptor_locator::*member) {
    return message->locator != nullptr && message->locator->*member > 0
               ? static_cast<std::uint64_t>(message->locator->*member)
               : 0;
  };
  messages.push_back({severity, number(&raptor_locator::line), number(&raptor_locator::column),
                      message->text == nullptr ? "raptor gave no reason" : message->text});
}

Diagnostics RaptorWorld::take_messages(const std::string& file) {
  Diagnostics out;
  for (Message& message : *messages_)
    out.push_back({message.severity, {file, message.line, message.column}, std::move(message.text), {}});
  messages_->clear();
  return out;
}

void parse_rdf(std::string_view text, const std::string& file, const char* parser_name,
               const std::function<void(Statement3&&)>& statement, Diagnostics& diagnostics, const std::string& base_iri) {
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    const auto line = static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n')) + 1;
    throw RdfError(describe({file, line, 0}, "is not UTF-8", "save the file as UTF-8"));
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  RaptorWorld world;
  const std::unique_ptr<raptor_parser, decltype(&raptor_free_parser)> parser(
      raptor_new_parser(world.get(), parser_name), raptor_free_parser);
  if (!parser) throw RdfError(std::string("raptor has no parser for ") + parser_name);
  raptor_parser_set_option(parser.get(), RAPTOR_OPTION_NO_NET, nullptr, 1);
  raptor_parser_set_option(parser.get(), RAPTOR_OPTION_NO_FILE, nullptr, 1);
  struct Context {
    raptor_parser* parser;
    const std::function<void(Statement3&&)>& statement;
    std::exception_ptr failure;  // exceptions must not run through C
  } context{parser.get(), statement, nullptr};
  raptor_parser_set_statement_handler(parser.get(), &context, [](void* self, raptor_statement* s) {
    auto& c = *static_cast<Context*>(self);
    if (c.failure) return;
    const raptor_locator* locator = raptor_parser_get_locator(c.parser);
    Statement3 out{term_of(s->subject), term_of(s->predicate), term_of(s->object), term_of(s->graph), 0};
    if (locator != nullptr && locator->line > 0) out.line = static_cast<std::uint64_t>(locator->line);
    try {
      c.statement(std::move(out));
    } catch (...) {
      c.failure = std::current_exception();
      raptor_parser_parse_abort(c.parser);
    }
  });
  const std::unique_ptr<raptor_uri, decltype(&raptor_free_uri)> base(
      raptor_new_uri(world.get(), reinterpret_cast<const unsigned char*>(base_iri.empty() ? "urn:relata:base" : base_iri.c_str())), raptor_free_uri);
  int failed = raptor_parser_parse_start(parser.get(), base.get());
  constexpr std::size_t kChunk = 1 << 16;
  for (std::size_t at = 0; failed == 0 && !context.failure; at += kChunk) {
    const std::string_view chunk = at < text.size() ? text.substr(at, kChunk) : std::string_view();
    const bool last = at + kChunk >= text.size();
    failed = raptor_parser_parse_chunk(parser.get(), reinterpret_cast<const unsigned char*>(chunk.data()), chunk.size(), last);
    if (last) break;
  }
  if (context.failure) std::rethrow_exception(context.failure);
  for (Diagnostic& message : world.take_messages(file)) {
    if (message.severity == Severity::kError) throw RdfError(describe(message.where, message.fact, "correct the syntax there"));
    diagnostics.push_back(std::move(message));
  }
  if (failed != 0) throw RdfError(describe({file, 0, 0}, std::string("cannot be parsed as ") + parser_name, {}));
}

std::string read_file(const std::string& path, std::uint64_t limit) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) throw InputError(describe({path, 0, 0}, "is a folder", "name a file"));
  std::ifstream in(path, std::ios::binary);
  if (!in) throw InputError(describe({path, 0, 0}, std::string("cannot be opened: ") + std::strerror(errno), {}));
  std::string out;
  char buffer[1 << 16];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    out.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (out.size() > limit) throw InputError(describe({path, 0, 0}, "is larger than " + std::to_string(limit) + " bytes", "split it"));
  }
  if (in.bad()) throw InputError(describe({path, 0, 0}, "cannot be read to its end", {}));
  return out;
}

}  // namespace relata
