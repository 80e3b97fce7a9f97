# The page that the html room writes: our own files and D3 (BSD-3-Clause), which Debian has as node-d3, as strings in the library.
find_file(RELATA_D3 d3.min.js PATHS /usr/share/nodejs/d3/dist /usr/share/javascript/d3 /usr/lib/node_modules/d3/dist NO_DEFAULT_PATH
          DOC "D3, version 5 or later, in one minified file")
if(NOT RELATA_D3)
  message(FATAL_ERROR "D3 is not installed; install the Debian package node-d3, or give -DRELATA_D3=FILE with a d3.min.js of version 5 or later")
endif()
set(page ${PROJECT_SOURCE_DIR}/lib/relata/html/page)
set(page_parts ${PROJECT_BINARY_DIR}/generated/page_parts.cpp)
add_custom_command(
  OUTPUT ${page_parts}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${page_parts} -DD3=${RELATA_D3} -DPAGE=${page} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${page}/page.html ${page}/page.css ${page}/page.js ${RELATA_D3} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  COMMENT "Embedding the page"
  VERBATIM)
target_sources(relata_html PRIVATE ${page_parts})
