# Third-party libraries, all Debian 12 packages (tools/packages.txt lists them).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
foreach(module IN ITEMS "redland;redland rasqal raptor2" "serd;serd-0" "gvc;libgvc" "gumbo;gumbo" "highway;libhwy" "curl;libcurl" "httplib;cpp-httplib")
  list(POP_FRONT module name)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(relata::${name} ALIAS PkgConfig::${name})
endforeach()
# oneDNN without its own package file, which would ask for OpenCL headers. Debian's is threaded by GNU
# OpenMP; nn tells it to use one thread.
find_path(RELATA_ONEDNN_INCLUDE oneapi/dnnl/dnnl.hpp REQUIRED)
find_library(RELATA_ONEDNN_LIBRARY dnnl REQUIRED)
if(NOT TARGET relata::onednn)
  add_library(relata::onednn INTERFACE IMPORTED GLOBAL)
  target_include_directories(relata::onednn INTERFACE ${RELATA_ONEDNN_INCLUDE})
  target_link_libraries(relata::onednn INTERFACE ${RELATA_ONEDNN_LIBRARY} gomp)
endif()
