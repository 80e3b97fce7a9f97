// A place in a parsed JSON value that knows its way from the root, so that a fault can name its
// JSON pointer (RFC 6901). Cursors live on the stack of the reader, each pointing to its parent.
#pragma once
#include <relata/core/error.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace relata {

class JsonCursor {
 public:
  JsonCursor(const nlohmann::json& value, const Location& where) : value_(value), where_(where) {}

  const nlohmann::json& value() const { return value_; }
  bool is_string() const { return value_.is_string(); }

  /// The member `key` if it is there and not null. This cursor must outlive it.
  std::optional<JsonCursor> member(const char* key) const {
    const auto found = value_.find(key);
    if (found == value_.end() || found->is_null()) return std::nullopt;
    return JsonCursor(*found, *this, key, 0);
  }
  JsonCursor item(std::size_t index) const { return JsonCursor(value_[index], *this, nullptr, index); }
  JsonCursor member_at(const nlohmann::json& value, const char* key) const { return JsonCursor(value, *this, key, 0); }

  void want_object() const { want(value_.is_object(), "an object"); }
  void want_array() const { want(value_.is_array(), "an array"); }
  const std::string& string() const {
    want(value_.is_string(), "a string");
    return value_.get_ref<const std::string&>();
  }
  /// An id or a value: a string, or a number as it is spelt.
  std::string word() const {
    if (value_.is_number() || value_.is_boolean()) return value_.dump();
    return string();
  }
  double number() const {
    want(value_.is_number(), "a number");
    return value_.get<double>();
  }
  std::uint64_t index() const {
    want(value_.is_number_unsigned() || (value_.is_number_integer() && value_.get<std::int64_t>() >= 0), "a whole number from 0");
    return value_.get<std::uint64_t>();
  }

  std::string pointer() const {
    if (parent_ == nullptr) return {};
    std::string out = parent_->pointer() + '/';
    if (key_ == nullptr) return out + std::to_string(index_);
    for (const char* c = key_; *c != 0; ++c) out += *c == '~' ? "~0" : *c == '/' ? "~1" : std::string(1, *c);
    return out;
  }
  [[noreturn]] void fail(std::string_view fact, std::string_view remedy = {}) const {
    const std::string at = pointer();
    throw InputError(describe(where_, at.empty() ? std::string(fact) : at + ": " + std::string(fact), remedy));
  }

 private:
  JsonCursor(const nlohmann::json& value, const JsonCursor& parent, const char* key, std::size_t index)
      : value_(value), where_(parent.where_), parent_(&parent), key_(key), index_(index) {}

  void want(bool is_so, std::string_view kind) const {
    if (!is_so) fail(std::string(kind) + " is wanted, found " + std::string(kind_of()));
  }
  std::string_view kind_of() const {
    if (value_.is_object()) return "an object";
    if (value_.is_array()) return "an array";
    if (value_.is_string()) return "a string";
    if (value_.is_boolean()) return "true or false";
    if (value_.is_null()) return "null";
    return value_.is_number_float() ? "a fraction" : value_.is_number_unsigned() ? "a whole number" : "a negative number";
  }

  const nlohmann::json& value_;
  const Location& where_;
  const JsonCursor* parent_ = nullptr;
  const char* key_ = nullptr;  // null: item of an array
  std::size_t index_ = 0;
};

}  // namespace relata
